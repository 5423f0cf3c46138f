import { Notice } from "@/components/basics/notice";
import type { ChangeRecord } from "@/db/changes/read-change";
import { neighbourWords } from "@/lib/changes/neighbour-words";
import { tellSpan } from "@/lib/time/format";

const named = 5;

/** Emergencies and rollbacks never wait for a change on the same system, so that both sides are warned. */
export function Neighbours({ change: { neighbours }, zone }: { change: ChangeRecord; zone: string }) {
  if (neighbours.length === 0) return null;
  const more = neighbours.length - named;
  return (
    <div className="mb-6">
      <Notice tone="warn" heading="Other work on the same system">
        <ul className="grid gap-1">
          {neighbours.slice(0, named).map((neighbour) => (
            <li key={neighbour.number}>
              <a className="link" href={`/changes/${neighbour.number}`}>
                {neighbour.number}
              </a>{" "}
              {neighbourWords(neighbour, (from, to) => tellSpan(from, to, zone).here)}
            </li>
          ))}
          {more > 0 ? <li>And {more} more.</li> : null}
        </ul>
        <p>Emergencies and rollbacks do not wait for other changes: coordinate directly.</p>
      </Notice>
    </div>
  );
}
