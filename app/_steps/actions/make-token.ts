import { isGateToken } from "@/db/halts/ask-gate";
import { makeSecret } from "./make-secret";

export const makeToken = makeSecret({
  field: "gateToken",
  exists: isGateToken,
  display: (secret) => secret,
  duplicateMessage:
    "You sent this form twice. One token was created and shown the first time. If you did not see the token, revoke it and create another.",
});
