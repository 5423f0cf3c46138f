import { startOfDay } from "@/lib/time/format";
import { parseLocalTime } from "@/lib/time/local-time";

/** A row as it was read: what is empty in it changes nothing. Instants are ISO texts in UTC. */
export type SystemRow = {
  readonly line: number;
  readonly name: string;
  readonly client: string;
  readonly kind: string;
  readonly since: string | null;
  readonly until: string | null;
  /** A name or an e-mail address. */
  readonly owner: string;
  readonly links: string;
};

/** A row that is not taken, and why. */
export type InvalidRow = Pick<SystemRow, "line" | "name" | "client"> & { readonly sentence: string };

/** The row in one line of the file, or what is wrong with it. */
export function parseSystemRow(
  record: readonly string[],
  columns: readonly string[],
  { line, zone }: { line: number; zone: string },
): SystemRow | InvalidRow {
  const cell = (column: SystemColumn) => (record[columns.indexOf(column)] ?? "").trim();
  const [name, client] = [cell("name"), cell("client")];
  const links = cell("links").split(/\s+/).filter(Boolean).join(" ");
  const [since, until] = [parseMoment(cell("managed since"), zone, 0), parseMoment(cell("managed until"), zone, 1)];
  const identity = { line, name: name.slice(0, 100), client: client.slice(0, 100) };
  const invalid = (sentence: string): InvalidRow => ({ ...identity, sentence });
  if (record.length !== columns.length)
    return invalid(
      `The row has ${record.length === 1 ? "1 cell" : `${record.length} cells`}, but the first line names ${columns.length} columns.`,
    );
  if (!name) return invalid("The name is missing.");
  if (!client) return invalid("The client is missing.");
  if (record.some((one) => one.length > maxCellLength))
    return invalid(`A cell can have at most ${maxCellLength} characters.`);
  if (record.some((one) => invisibleCharacter.test(one.trim())))
    return invalid("A cell contains a line break or an invisible character.");
  if (since === "wrong" || until === "wrong")
    return invalid(
      "“Managed since” and “managed until” must be a day like 2026-03-31, or a day and a time like 2026-03-31T18:00.",
    );
  if (since && until && until <= since) return invalid("Management must end after it begins.");
  if (!links.split(" ").every((link) => link === "" || (/^https?:\/\/\S+$/i.test(link) && URL.canParse(link))))
    return invalid("“Links” must start with https://. Put a space between them.");
  return { line, name, client, kind: cell("kind"), since, until, owner: cell("owner"), links };
}

const maxCellLength = 500;
const invisibleCharacter = /\p{Cc}|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** A day begins where it is a beginning, and is over where it is an end. */
function parseMoment(cell: string, zone: string, days: 0 | 1): string | null | "wrong" {
  if (cell === "") return null;
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(cell)) return toIso(startOfDay(cell, zone, days));
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(cell)) return toIso(cell);
    const local = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d$/.test(cell) ? parseLocalTime(cell.replace(" ", "T"), zone) : null;
    return local?.ok ? toIso(local.instant) : "wrong";
  } catch {
    return "wrong";
  }
}

const toIso = (at: string): string => new Date(at).toISOString();

/** The columns of the file, in any order; the first two must be there. */
export const systemColumns = ["name", "client", "kind", "managed since", "managed until", "owner", "links"] as const;

type SystemColumn = (typeof systemColumns)[number];
