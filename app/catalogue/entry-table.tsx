import { Table } from "@/components/basics/table";
import { StatusMark } from "@/components/record/status-mark";
import type { CatalogueEntry } from "@/db/catalogue/read-entries";
import { standingOfEntry, usedWords } from "@/lib/catalogue/entry-words";

export const EntryTable = ({ entries, caption }: { entries: readonly CatalogueEntry[]; caption: string }) => (
  <Table
    caption={caption}
    heads={["Entry", "Status", "Category", "Version", "Used"]}
    rows={entries.map((entry) => ({
      key: String(entry.id),
      cells: [
        <a key="title" className="link" href={`/catalogue/${entry.id}`}>
          {entry.title}
        </a>,
        <span key="standing" className="flex flex-wrap items-baseline gap-x-2">
          <StatusMark status={entry.status} />
          {standingOfEntry(entry)}
        </span>,
        entry.category,
        `version ${entry.version}`,
        usedWords(entry),
      ],
    }))}
  />
);
