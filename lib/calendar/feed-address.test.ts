import { expect, it } from "vitest";
import { parseCalendarFilter } from "./calendar-filter";
import {
  feedAddress,
  feedFilterFields,
  feedFilterIn,
  newFeedPath,
  webcalAddress,
  withoutFeedFilter,
} from "./feed-address";

const typed = { name: "Phone", feedClient: "6", feedSystem: "", feedType: "normal", feedMine: "1" };

it("a feed has the filter that its form names, and the step none of it", () => {
  expect(feedFilterIn(typed)).toEqual({ client: 6, type: "normal", mine: "1" });
  expect(withoutFeedFilter(typed)).toEqual({ name: "Phone" });
});

it("what is not valid filters nothing", () => {
  expect(feedFilterIn({ feedClient: "x", feedType: "standard", feedPerson: "-1", feedMine: "yes" })).toEqual({});
});

it("its address says the filter as the calendar's does", () => {
  const address = feedAddress("https://windlass.example.com", "secret", feedFilterIn(typed));
  expect(address).toBe("https://windlass.example.com/calendar.ics?token=secret&client=6&type=normal&mine=1");
  expect(parseCalendarFilter(Object.fromEntries(new URL(address).searchParams))).toEqual(feedFilterIn(typed));
  expect(feedAddress("http://localhost:3000", "secret", {})).toBe("http://localhost:3000/calendar.ics?token=secret");
  expect(webcalAddress(address)).toBe(address.replace("https", "webcal"));
});

it("a filtered calendar leads to a feed with the same filter", () => {
  expect(newFeedPath({ client: 6, mine: "1" })).toBe("/calendar/feeds?client=6&mine=1");
  expect(newFeedPath({})).toBe("/calendar/feeds");
  expect(Object.keys(feedFilterFields).sort()).toEqual(["client", "mine", "person", "system", "type"]);
});
