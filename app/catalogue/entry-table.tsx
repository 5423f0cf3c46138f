import { Table } from "@/components/basics/table";
import { StatusBadge } from "@/components/record/status-badge";
import type { CatalogueEntry } from "@/db/catalogue/read-entries";
import { entryExpiryLabel, usageLabel } from "@/lib/catalogue/entry-labels";

export const EntryTable = ({ entries, caption }: { entries: readonly CatalogueEntry[]; caption: string }) => (
  <Table
    caption={caption}
    columns={["Entry", "Status", "Category", "Version", "Used"]}
    rows={entries.map((entry) => ({
      key: String(entry.id),
      cells: [
        <a key="title" className="link" href={`/catalogue/${entry.id}`}>
          {entry.title}
        </a>,
        <span key="standing" className="flex flex-wrap items-baseline gap-x-2">
          <StatusBadge status={entry.status} />
          {entryExpiryLabel(entry)}
        </span>,
        entry.category,
        `version ${entry.version}`,
        usageLabel(entry),
      ],
    }))}
  />
);
