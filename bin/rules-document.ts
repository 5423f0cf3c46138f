import { writeFileSync } from "node:fs";
import { rulesDocument } from "@/lib/rules-document";

writeFileSync(new URL("../docs/rules.md", import.meta.url), rulesDocument());
