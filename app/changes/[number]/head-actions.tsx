import type { Person } from "@/app/_request/session";
import { asJudged } from "@/app/_steps/subject-of";
import { ButtonLink } from "@/components/basics/button";
import type { ChangeRecord } from "@/db/changes/read-change";
import { isOffered, type Offer } from "@/lib/rules/judge";
import { mayPropose } from "@/lib/rules/may-make";
import { isClosed } from "@/lib/rules/record";
import { stepWords } from "@/lib/rules/words";

type Props = { offered: readonly Offer[]; path: string; change: ChangeRecord; person: Person };

export const HeadActions = ({ offered, path, change, person }: Props) => (
  <>
    {isOffered(offered, "edit") ? <ButtonLink href={`${path}/edit`}>Edit</ButtonLink> : null}
    {isClosed(change.status) && change.entryId === null && mayPropose(asJudged(person)) ? (
      <ButtonLink href={`/catalogue/new?change=${change.number}`}>Propose as standard</ButtonLink>
    ) : null}
    {isOffered(offered, "fail") ? (
      <ButtonLink look="danger" href="#fail" className="max-sm:min-h-11">
        {stepWords.fail.label}
      </ButtonLink>
    ) : null}
  </>
);
