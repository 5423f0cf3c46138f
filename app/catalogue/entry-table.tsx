import { Table } from "@/components/basics/table";
import { StatusBadge } from "@/components/record/status-badge";
import type { CatalogueEntry, EntryUsage } from "@/db/catalogue/read-entries";
import { entryExpiryLabel, unused, usageLabel } from "@/lib/catalogue/entry-labels";

type Props = {
  entries: readonly CatalogueEntry[];
  usage: ReadonlyMap<number, EntryUsage>;
  caption: string;
};

export const EntryTable = ({ entries, usage, caption }: Props) => (
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
        <span key="version" className="whitespace-nowrap">
          version {entry.version}
        </span>,
        usageLabel(usage.get(entry.id) ?? unused),
      ],
    }))}
  />
);
