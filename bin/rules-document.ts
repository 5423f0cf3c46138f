import { readFileSync, writeFileSync } from "node:fs";
import { rulesDocument } from "@/lib/policy/rules-document";
import { embedRules } from "@/lib/policy/verifier-rules";
import { withEventTypes } from "@/lib/webhooks/events-document";

const webhooks = new URL("../docs/api/webhooks.md", import.meta.url);
const verifier = new URL("./auditor/verify.mjs", import.meta.url);

writeFileSync(new URL("../docs/rules.md", import.meta.url), rulesDocument());
writeFileSync(webhooks, withEventTypes(readFileSync(webhooks, "utf8")));
writeFileSync(verifier, embedRules(readFileSync(verifier, "utf8")));
