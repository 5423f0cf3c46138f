import type { Kept } from "@/app/_steps/kept";
import { Notice } from "@/components/basics/notice";
import { type ChangeRecord, readChange } from "@/db/changes/read-change";
import { recordIn } from "@/lib/changes/record-number";
import { headingOf } from "@/lib/changes/redaction";

/** The change that the new one follows: of the form that came back, else of the address; null where it names none. */
export async function followedIn({ follows }: { follows?: string }, kept: Kept | null): Promise<ChangeRecord | null> {
  const number = kept?.typed.follows ? `CHG-${kept.typed.follows}` : String(follows ?? "");
  const id = recordIn(number, "CHG");
  return id === null ? null : readChange(id);
}

/** Says which change the new one follows. */
export const Follows = ({ change }: { change: ChangeRecord }) => (
  <Notice icon="listed">
    <p className="wrap-anywhere">
      It follows from{" "}
      <a className="link" href={`/changes/${change.number}`}>
        {change.number}
      </a>
      : {headingOf(change)}. Both pages will say so.
    </p>
  </Notice>
);
