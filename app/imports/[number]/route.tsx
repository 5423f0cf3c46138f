import { document } from "@/app/_document/document";
import { ImportPage } from "./import-page";
import { type LoadedImported, loadImported } from "./load";
import { RecordPage } from "./record-page";

export const dynamic = "force-dynamic";

export const GET = document({
  title: ({ number }) => number.toUpperCase(),
  load: loadImported,
  render: ImportedPage,
});

function ImportedPage({ import: found, record, zone }: LoadedImported) {
  return found ? <ImportPage {...found} /> : <RecordPage record={record} zone={zone} />;
}
