import { settings } from "@/app/_request/settings";
import { readFeedReader } from "@/db/calendar/read-feed";
import { makeSecret } from "./make-secret";

export const makeFeed = makeSecret({
  field: "feedToken",
  exists: async (secret) => (await readFeedReader(secret)) !== null,
  display: (secret) => `${settings().appUrl}/calendar.ics?token=${secret}`,
  duplicateMessage:
    "You sent this form twice. One feed was created, and its address was shown the first time. If you did not see the address, revoke the feed and create another.",
});
