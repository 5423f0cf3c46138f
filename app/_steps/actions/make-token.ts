import { isToken } from "@/db/halts/gate";
import { makeSecret } from "./make-secret";

export const makeToken = makeSecret({
  field: "gateToken",
  opens: isToken,
  shown: (secret) => secret,
  madeBefore:
    "This form was sent twice and made one token, which was shown the first time. If you did not see it, revoke that token and make another.",
});
