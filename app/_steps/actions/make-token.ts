import { isApiTokenInUse, newApiToken } from "@/db/api/api-token";
import { isGateToken } from "@/db/halts/ask-gate";
import { newToken } from "@/db/people/session-token";
import { makeSecret } from "./make-secret";

const duplicateMessage =
  "You sent this form twice. One token was created and shown the first time. If you did not see the token, revoke it and create another.";

/** A token of the gate, for the pipelines of one client. */
export const makeGateToken = makeSecret({
  field: "gateToken",
  newSecret: newToken,
  exists: isGateToken,
  display: (secret) => secret,
  duplicateMessage,
});

/** A token of the API: of a person, or of a service account. */
export const makeApiToken = makeSecret({
  field: "apiToken",
  newSecret: ({ formMetadata }) => newApiToken(formMetadata.subject === "account" ? "service_account" : "person"),
  exists: isApiTokenInUse,
  display: (secret) => secret,
  duplicateMessage,
});
