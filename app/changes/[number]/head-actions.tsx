import { ButtonLink } from "@/components/button";
import type { ChangeRecord } from "@/db/read-change";
import { isOffered, type Offer } from "@/lib/judge";
import { mayPropose } from "@/lib/may-make";
import { isClosed } from "@/lib/record";
import { stepWords } from "@/lib/words";
import type { Person } from "../../session";
import { asJudged } from "../../subject-of";

type Props = { offered: readonly Offer[]; path: string; change: ChangeRecord; person: Person };

/** What is in reach from the top of a change's page: its edit form, and the one field that reports a problem. */
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
