import { type ColumnMapping, type ImportedFieldName, importedFieldNames } from "./imported-fields";
import type { DateOrder } from "./parse-moment";

type SourceSystem = {
  readonly name: string;
  readonly dateOrder: DateOrder;
  /** The columns of its exports for each field, the likeliest first, as `foldColumn` writes them. */
  readonly columns: Readonly<Partial<Record<ImportedFieldName, readonly string[]>>>;
};

/** The systems whose exports are known, and any other. */
export const sourceSystems = {
  servicenow: {
    name: "ServiceNow",
    dateOrder: "iso",
    columns: {
      foreignNumber: ["number"],
      title: ["short description"],
      foreignType: ["type"],
      foreignStatus: ["state"],
      client: ["company", "business service", "account"],
      system: ["cmdb ci", "configuration item"],
      requestedBy: ["requested by", "opened by"],
      approvedBy: ["approved by", "u approved by", "approver"],
      plannedStart: ["start date", "planned start date"],
      plannedEnd: ["end date", "planned end date"],
      actualStart: ["work start", "actual start date", "actual start"],
      actualEnd: ["work end", "actual end date", "actual end"],
      outcome: ["close code", "close notes"],
      link: ["url", "link"],
    },
  },
  jira: {
    name: "Jira",
    dateOrder: "named",
    columns: {
      foreignNumber: ["issue key", "key"],
      title: ["summary"],
      foreignType: ["issue type", "custom field (change type)"],
      foreignStatus: ["status"],
      client: ["custom field (organizations)", "organizations", "project name", "project"],
      system: ["custom field (affected services)", "affected services", "component s", "components"],
      requestedBy: ["reporter"],
      approvedBy: ["custom field (approvers)", "approvers", "custom field (approved by)"],
      plannedStart: ["custom field (planned start date)", "custom field (planned start)", "planned start date"],
      plannedEnd: ["custom field (planned end date)", "custom field (planned end)", "planned end date"],
      actualStart: ["custom field (actual start)", "custom field (actual start date)", "actual start"],
      actualEnd: ["custom field (actual end)", "custom field (actual end date)", "resolved", "resolutiondate"],
      outcome: ["resolution"],
      link: ["url", "self"],
    },
  },
  glpi: {
    name: "GLPI",
    dateOrder: "iso",
    columns: {
      foreignNumber: ["id"],
      title: ["title", "name"],
      foreignType: ["category", "type"],
      foreignStatus: ["status"],
      client: ["entity"],
      system: ["associated elements", "items", "associated element"],
      requestedBy: ["requester", "requester requester", "writer"],
      approvedBy: ["approver", "approval approver", "approval requester"],
      plannedStart: ["planning start date", "planned start date"],
      plannedEnd: ["time to resolve", "planning end date", "planned end date"],
      actualStart: ["opening date", "opening date date"],
      actualEnd: ["resolution date", "closing date"],
      outcome: ["solution", "solution solution"],
      link: ["url", "link"],
    },
  },
  other: { name: "Another system", dateOrder: "iso", columns: {} },
} as const satisfies Record<string, SourceSystem>;

export type SourceSystemId = keyof typeof sourceSystems;
export const sourceSystemIds = Object.keys(sourceSystems).filter((id): id is SourceSystemId =>
  Object.hasOwn(sourceSystems, id),
);
export const isSourceSystemId = (text: string): text is SourceSystemId => sourceSystemIds.some((id) => id === text);

/** The mapping that the names of a file's columns suggest: those of the system itself first, then those of the others. No column twice. */
export function guessMapping(source: SourceSystemId, columns: readonly string[]): ColumnMapping {
  // Of several that read alike the first.
  const byName = new Map([...columns].reverse().map((column) => [foldColumn(column), column]));
  const taken = new Set<string>();
  const guessed: [ImportedFieldName, string][] = [];
  const others = sourceSystemIds.filter((id) => id !== source);
  for (const id of [source, ...(source === "other" ? others : [])])
    for (const field of importedFieldNames) {
      if (guessed.some(([done]) => done === field)) continue;
      const column = namesOf(id, field)
        .map((name) => byName.get(name))
        .find((found) => found !== undefined && !taken.has(found));
      if (column === undefined) continue;
      taken.add(column);
      guessed.push([field, column]);
    }
  return Object.fromEntries(guessed);
}

const namesOf = (id: SourceSystemId, field: ImportedFieldName): readonly string[] => {
  const columns: SourceSystem["columns"] = sourceSystems[id].columns;
  return columns[field] ?? [];
};

/** How names of columns are compared: small letters, and one blank for whatever parts their words. */
const foldColumn = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^fields\./, "")
    .replace(/\.(?:name|displayname|value)$/, "")
    .replace(/[\s_/-]+/g, " ")
    .replace(/ ?\(s\)$/, " s")
    .trim();
