import { batchesOf } from "@/db/connection/in-ids";
import { readNames } from "@/db/report/names";
import { readTracesOf } from "@/db/report/read-traces";
import { readWording } from "@/db/report/read-wording";
import { csvHead, csvRows } from "@/lib/report/csv";
import type { Moment } from "@/lib/report/exception-kinds";
import { exceptionsIn } from "@/lib/report/exceptions";
import type { ViewedBy } from "@/lib/systems/client-view";

/** Changes in a batch: about half a megabyte of CSV. */
const batch = 250;

type Look = { readonly bom: boolean; readonly view: ViewedBy };

export function csvOf(ids: readonly number[], moment: Moment, { bom, view }: Look): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = piecesOf(ids, moment, { bom, view });
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: () => void pieces.return(),
    },
    { highWaterMark: 1 },
  );
}

async function* piecesOf(ids: readonly number[], moment: Moment, { bom, view }: Look): AsyncGenerator<string, void> {
  yield csvHead(bom);
  const names = await readNames();
  for await (const [traces, wording] of aheadOf(ids, (some) =>
    Promise.all([readTracesOf(some, names, undefined, view), readWording(some, undefined, view)]),
  )) {
    const wordsOf = new Map(wording.map((words) => [words.id, words]));
    yield csvRows(
      traces.flatMap((trace) => {
        const words = wordsOf.get(trace.id);
        return words ? [{ trace, words, exceptions: exceptionsIn(trace, moment) }] : [];
      }),
    );
  }
}

// One batch is read while the previous one is written.
async function* aheadOf<T>(
  ids: readonly number[],
  read: (some: readonly number[]) => Promise<T>,
): AsyncGenerator<T, void> {
  let ahead: Promise<T> | null = null;
  for (const some of batchesOf(ids, batch)) {
    const before: Promise<T> | null = ahead;
    ahead = read(some);
    // When the client stops reading, nobody awaits the last batch: its failure is ignored.
    ahead.catch(() => {});
    if (before) yield await before;
  }
  if (ahead) yield await ahead;
}
