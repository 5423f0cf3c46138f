import { z } from "zod";
import { optionalParam, pathWithQuery, searchParam } from "@/lib/web/query-params";
import { importedNumber, parseImportedNumber } from "./imported-number";

const schema = z.object({
  q: searchParam,
  /** The last record of the page before. */
  before: optionalParam(z.string().max(40)),
});

type Cursor = { readonly importId: number; readonly rowNumber: number };
type ImportedFilter = { readonly q?: string | undefined; readonly before?: Cursor | undefined };

/** The filter that a URL's query names; values that are not valid are ignored. */
export function parseImportedFilter(query: Readonly<Record<string, unknown>>): ImportedFilter {
  const { q, before } = schema.parse(query);
  const { importId, rowNumber } = parseImportedNumber(before ?? "") ?? {};
  return { q, before: importId !== undefined && rowNumber ? { importId, rowNumber } : undefined };
}

/** The URL of the list, or of an import's own at `path`, with that filter. */
export const importedPath = ({ q, before }: ImportedFilter, path = "/imports"): string =>
  pathWithQuery(path, { q, before: before && importedNumber(before.importId, before.rowNumber) });
