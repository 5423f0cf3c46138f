import { z } from "zod";
import { idParam, pathWithQuery } from "@/lib/web/query-params";

const schema = z.object({
  client: idParam,
  /** The system that is shown by itself, with its forms and its history. */
  system: idParam,
  /** The last system of the page before. */
  after: idParam,
});

/** What the register shows. The state is the URL; values that are not valid are ignored. */
export type SystemFilter = z.infer<typeof schema>;

/** The filter that a URL's query names. */
export const parseSystemFilter = (query: Readonly<Record<string, unknown>>): SystemFilter => schema.parse(query);

/** The URL of the register with that filter. */
export const systemsPath = (filter: Partial<SystemFilter>): string => pathWithQuery("/systems", filter);
