import { settings } from "@/app/_request/settings";
import { readerOfFeed } from "@/db/calendar/read-feed";
import { makeSecret } from "./make-secret";

export const makeFeed = makeSecret({
  field: "feedToken",
  opens: async (secret) => (await readerOfFeed(secret)) !== null,
  shown: (secret) => `${settings().appUrl}/calendar.ics?token=${secret}`,
  madeBefore:
    "This form was sent twice and made one feed, whose address was shown the first time. If you did not see it, revoke that feed and make another.",
});
