import { settings } from "@/app/_request/settings";
import { readFeedReader } from "@/db/calendar/read-feed";
import { newToken } from "@/db/people/session-token";
import { feedAddress, feedFilterIn, withoutFeedFilter } from "@/lib/calendar/feed-address";
import { makeSecret } from "./make-secret";

export const makeFeed = makeSecret({
  field: "feedToken",
  newSecret: newToken,
  exists: async (secret) => (await readFeedReader(secret)) !== null,
  display: (secret, typed) => feedAddress(settings().appUrl, secret, feedFilterIn(typed)),
  stepFields: withoutFeedFilter,
  duplicateMessage:
    "You sent this form twice. One feed was created, and its address was shown the first time. If you did not see the address, revoke the feed and create another.",
});
