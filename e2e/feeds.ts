import { expect, type Page } from "@playwright/test";
import ICAL from "ical.js";
import { convertIcsCalendar } from "ts-ics";
import { postStep } from "./forms";

export async function makeFeed(page: Page, name: string, withoutTitles = false): Promise<string> {
  await page.goto("/calendar/feeds");
  await postStep(page, "make_feed", withoutTitles ? { name, withoutTitles: "true" } : { name });
  const address = page.getByLabel("Address", { exact: true });
  await expect(address).toHaveValue(/\/calendar\.ics\?token=[\w-]{43}$/);
  return address.inputValue();
}

export type FeedEvent = { readonly [property: string]: string | undefined };

/** Two parsers have to agree on it. */
export async function readFeed(address: string): Promise<readonly FeedEvent[]> {
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(answer.headers.get("set-cookie")).toBeNull();
  const text = await answer.text();
  const events = ICAL.Component.fromString(text)
    .getAllSubcomponents("vevent")
    .map((event) =>
      Object.fromEntries(
        event.getAllProperties().map((property) => [property.name, property.getFirstValue()?.toString() ?? ""]),
      ),
    );
  const second = convertIcsCalendar(undefined, text).events ?? [];
  expect(second.map(({ uid, summary, sequence, status }) => [uid, summary, String(sequence), status])).toEqual(
    events.map(({ uid, summary, sequence, status }) => [uid, summary, sequence, status]),
  );
  return events;
}

/** The event of a change; undefined when the feed does not have it. */
export const feedEventOf = async (address: string, id: number): Promise<FeedEvent | undefined> =>
  (await readFeed(address)).find(({ uid }) => uid?.startsWith(`CHG-${id}@`));
