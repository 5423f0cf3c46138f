import { Notice } from "@/components/basics/notice";
import { type Stuck, stuckWords } from "@/lib/rules/dead-end";

export const StuckNotice = ({ stuck, heading }: { stuck: Stuck | null; heading: string }) =>
  stuck ? (
    <Notice tone="warn" heading={heading}>
      <p className="max-w-prose">{stuckWords(stuck)}</p>
      <p className="max-w-prose print:hidden">
        Windlass does not track absences: people who are away count as available.
      </p>
    </Notice>
  ) : null;
