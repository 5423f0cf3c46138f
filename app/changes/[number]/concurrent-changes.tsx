import { Notice } from "@/components/basics/notice";
import type { ChangeRecord } from "@/db/changes/read-change";
import { concurrentChangeSentence } from "@/lib/changes/concurrent-change";
import { formatRange } from "@/lib/time/format";

const maxListed = 5;

/** Emergencies and rollbacks never wait for a change on the same system, so that both sides are warned. */
export function ConcurrentChanges({
  change: { neighbours: concurrentChanges },
  zone,
}: {
  change: ChangeRecord;
  zone: string;
}) {
  if (concurrentChanges.length === 0) return null;
  const more = concurrentChanges.length - maxListed;
  return (
    <div className="mb-6">
      <Notice tone="warn" heading="Other work on the same system">
        <ul className="grid gap-1">
          {concurrentChanges.slice(0, maxListed).map((concurrent) => (
            <li key={concurrent.number}>
              <a className="link" href={`/changes/${concurrent.number}`}>
                {concurrent.number}
              </a>{" "}
              {concurrentChangeSentence(concurrent, (from, to) => formatRange(from, to, zone).local)}
            </li>
          ))}
          {more > 0 ? <li>And {more} more.</li> : null}
        </ul>
        <p>Emergencies and rollbacks do not wait for other changes: coordinate directly.</p>
      </Notice>
    </div>
  );
}
