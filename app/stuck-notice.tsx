import { Notice } from "@/components/notice";
import { type Stuck, stuckWords } from "@/lib/stranded";

/** That nobody can take a later step, and who could be lent the role so that somebody can; nothing where somebody can. */
export const StuckNotice = ({ stuck, heading }: { stuck: Stuck | null; heading: string }) =>
  stuck ? (
    <Notice tone="warn" heading={heading}>
      <p className="max-w-prose">{stuckWords(stuck)}</p>
      {stuck.couldBeLent.length > 0 ? (
        <p className="max-w-prose print:hidden">
          <a className="link" href="/people#delegations">
            Delegations
          </a>{" "}
          are on the people page. Windlass keeps no book of absences: who is away for a while still counts here.
        </p>
      ) : null}
    </Notice>
  ) : null;
