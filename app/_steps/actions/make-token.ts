import type { StepHandler } from "@/app/_steps/form-action";
import { isApiTokenInUse, newApiToken } from "@/db/api/api-token";
import { isGateToken } from "@/db/halts/ask-gate";
import { newToken } from "@/db/people/session-token";
import { makeSecret } from "./make-secret";

const duplicateMessage =
  "You sent this form twice. One token was created and shown the first time. If you did not see the token, revoke it and create another.";

/** A token of the gate, for the pipelines of one client. */
const makeGateToken = makeSecret({
  field: "gateToken",
  newSecret: newToken,
  exists: isGateToken,
  display: (secret) => secret,
  duplicateMessage,
});

/** A token of the API: of a person, or of a service account. */
const makeApiToken = makeSecret({
  field: "apiToken",
  newSecret: ({ formMetadata }) => newApiToken(formMetadata.subject === "account" ? "service_account" : "person"),
  exists: isApiTokenInUse,
  display: (secret) => secret,
  duplicateMessage,
});

/** Makes a token of the gate, which is the installation's, or of the API. */
export const makeToken: StepHandler = (sent, person) =>
  (sent.formMetadata.subject === "installation" ? makeGateToken : makeApiToken)(sent, person);
