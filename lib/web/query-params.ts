import { z } from "zod";

/** A part of a list's filter that its URL may leave out; what the URL says wrongly counts as left out. */
export const optionalParam = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** The number of a record in a URL. */
export const idParam = optionalParam(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER));

/** The URL of the list at `path` with that filter. */
export function pathWithQuery(path: string, params: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  return query.size > 0 ? `${path}?${query}` : path;
}

/** A day in a URL: of those whose instants every clock and Postgres know. */
export const dayParam = optionalParam(z.iso.date().refine((date) => date >= "1970-01-01" && date < "9999-12-01"));

/** The words of a search in a URL. Postgres holds no null character, so nothing can be found by one. */
export const searchParam = optionalParam(
  z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((text) => !text.includes("\0")),
);
