import { isToken } from "@/db/halts/gate";
import { makeSecret } from "./make-secret";

export const makeToken = makeSecret({
  field: "gateToken",
  opens: isToken,
  shown: (secret) => secret,
  madeBefore:
    "You sent this form twice. One token was made and shown the first time. If you did not see the token, revoke it and make another.",
});
