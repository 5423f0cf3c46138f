import { readFileSync, writeFileSync } from "node:fs";
import { rulesDocument } from "@/lib/rules-document";
import { withRules } from "@/lib/verifier-rules";

const verifier = new URL("./verify.mjs", import.meta.url);

writeFileSync(new URL("../docs/rules.md", import.meta.url), rulesDocument());
writeFileSync(verifier, withRules(readFileSync(verifier, "utf8")));
