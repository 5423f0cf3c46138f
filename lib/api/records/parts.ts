import { z } from "zod";

// Parts of what the API answers. Instants are RFC 3339 in UTC.

export const instant = z.iso.datetime();
export const named = z.strictObject({ id: z.int(), name: z.string() });
export const systemOfClient = z.strictObject({ id: z.int(), name: z.string(), client: named });

/** Where a record is: in the API, and for people. */
export const addresses = {
  href: z.url().describe("The record in the API."),
  page: z.url().describe("The record's page, for people."),
};

/** What every record has that steps are taken on. */
export const version = z.int().describe("The number of its last step: the version of its ETag.");

/** A page of a list. `next` is the address of the page behind it; null where the list ends now. */
export const pageOf = <Item extends z.ZodType>(items: Item) =>
  z.strictObject({ items: z.array(items), next: z.url().nullable() });
