import { z } from "zod";
import { filteredPath, key } from "@/lib/web/query";

const filter = z.object({
  client: key,
  /** The system that is shown by itself, with its forms and its history. */
  system: key,
  /** The last system of the page before. */
  after: key,
});

/** What the register shows. The state is the URL; values that are not valid are ignored. */
export type SystemFilter = z.infer<typeof filter>;

/** The filter that a URL's query names. */
export const systemFilter = (query: Readonly<Record<string, unknown>>): SystemFilter => filter.parse(query);

/** The URL of the register with that filter. */
export const systemsPath = (shown: Partial<SystemFilter>): string => filteredPath("/systems", shown);
