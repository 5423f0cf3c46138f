import { readFileSync, writeFileSync } from "node:fs";
import { rulesDocument } from "@/lib/policy/rules-document";
import { embedRules } from "@/lib/policy/verifier-rules";

const verifier = new URL("./auditor/verify.mjs", import.meta.url);

writeFileSync(new URL("../docs/rules.md", import.meta.url), rulesDocument());
writeFileSync(verifier, embedRules(readFileSync(verifier, "utf8")));
