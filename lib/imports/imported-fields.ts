type ImportedField = {
  /** What a page calls it. */
  readonly label: string;
  readonly kind: "text" | "time";
  /** The longest text, in characters. */
  readonly maxLength: number;
  readonly isRequired?: boolean;
  /** A day alone stands for its end. */
  readonly isEnd?: boolean;
};

const text = (label: string, maxLength = 1000): ImportedField => ({ label, kind: "text", maxLength });
const time = (label: string, isEnd = false): ImportedField => ({ label, kind: "time", maxLength: 100, isEnd });

/** The fields of an imported record, in the order in which they are shown and hashed. */
export const importedFields = {
  foreignNumber: { ...text("Number there", 200), isRequired: true },
  title: { ...text("Title"), isRequired: true },
  foreignType: text("Type there", 200),
  foreignStatus: text("Status there", 200),
  client: text("Client", 200),
  system: text("System"),
  requestedBy: text("Requested by"),
  approvedBy: text("Approved by"),
  plannedStart: time("Planned start"),
  plannedEnd: time("Planned end", true),
  actualStart: time("Actual start"),
  actualEnd: time("Actual end", true),
  outcome: text("Outcome", 10_000),
  link: text("Link"),
} as const satisfies Record<string, ImportedField>;

export type ImportedFieldName = keyof typeof importedFields;

/** The names of the fields, in their order. */
export const importedFieldNames = Object.keys(importedFields).filter((name): name is ImportedFieldName =>
  Object.hasOwn(importedFields, name),
);

/** A row as it was read: null where it says nothing. Times are ISO in UTC. */
export type ImportedRecord = { readonly foreignNumber: string; readonly title: string } & Readonly<
  Record<Exclude<ImportedFieldName, "foreignNumber" | "title">, string | null>
>;

/** Which column each field is read from; a field without one stays empty. */
export type ColumnMapping = Readonly<Partial<Record<ImportedFieldName, string>>>;
