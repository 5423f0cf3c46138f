import { readFileSync, writeFileSync } from "node:fs";
import { withVariableTables } from "@/lib/settings/variables-document";

const document = new URL("../docs/operate/configuration.md", import.meta.url);

writeFileSync(document, withVariableTables(readFileSync(document, "utf8")));
