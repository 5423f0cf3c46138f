import { Notice } from "@/components/basics/notice";
import { type DeadEnd, deadEndSentence } from "@/lib/rules/dead-end";

export const DeadEndNotice = ({ deadEnd, heading }: { deadEnd: DeadEnd | null; heading: string }) =>
  deadEnd ? (
    <Notice tone="warn" heading={heading}>
      <p className="max-w-prose">{deadEndSentence(deadEnd)}</p>
      <p className="max-w-prose print:hidden">
        Windlass does not track absences: people who are away count as available.
      </p>
    </Notice>
  ) : null;
