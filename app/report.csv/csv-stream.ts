import { inBatches } from "@/db/connection/id-batches";
import { readChangeAuditBatch } from "@/db/report/read-change-audits";
import { readChangeTexts } from "@/db/report/read-change-texts";
import { readNames } from "@/db/report/read-names";
import { csvHead, csvRows } from "@/lib/report/csv";
import type { ReportMoment } from "@/lib/report/exception-kinds";
import { exceptionsIn } from "@/lib/report/exceptions";
import type { ClientView } from "@/lib/systems/client-view";

/** Changes in a batch: about half a megabyte of CSV. */
const batchSize = 250;

type CsvOptions = { readonly bom: boolean; readonly view: ClientView };

export function csvStream(
  ids: readonly number[],
  moment: ReportMoment,
  { bom, view }: CsvOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const chunks = csvChunks(ids, moment, { bom, view });
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: () => void chunks.return(),
    },
    { highWaterMark: 1 },
  );
}

async function* csvChunks(
  ids: readonly number[],
  moment: ReportMoment,
  { bom, view }: CsvOptions,
): AsyncGenerator<string, void> {
  yield csvHead(bom);
  const names = await readNames();
  for await (const [audits, wording] of readAhead(ids, (batchIds) =>
    Promise.all([readChangeAuditBatch(batchIds, names, undefined, view), readChangeTexts(batchIds, undefined, view)]),
  )) {
    const wordingById = new Map(wording.map((wording) => [wording.id, wording]));
    yield csvRows(
      audits.flatMap((audit) => {
        const wording = wordingById.get(audit.id);
        return wording ? [{ audit, texts: wording, exceptions: exceptionsIn(audit, moment) }] : [];
      }),
    );
  }
}

// One batch is read while the previous one is written.
async function* readAhead<T>(
  ids: readonly number[],
  read: (batchIds: readonly number[]) => Promise<T>,
): AsyncGenerator<T, void> {
  let ahead: Promise<T> | null = null;
  for (const batchIds of inBatches(ids, batchSize)) {
    const pending: Promise<T> | null = ahead;
    ahead = read(batchIds);
    // When the client stops reading, nobody awaits the last batch: its failure is ignored.
    ahead.catch(() => {});
    if (pending) yield await pending;
  }
  if (ahead) yield await ahead;
}
