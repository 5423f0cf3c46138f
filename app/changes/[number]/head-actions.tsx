import type { SessionUser } from "@/app/_request/session";
import { toActor } from "@/app/_steps/record-state";
import { ButtonLink } from "@/components/basics/button";
import type { ChangeRecord } from "@/db/changes/read-change";
import { copyPath } from "@/lib/changes/revision/copy-path";
import { canCreateChange, canProposeEntry } from "@/lib/rules/can-create";
import { isOffered, type StepOffer } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import { isClosed } from "@/lib/rules/record";

type Props = { offered: readonly StepOffer[]; path: string; change: ChangeRecord; person: SessionUser };

export const HeadActions = ({ offered, path, change, person }: Props) => (
  <>
    {isOffered(offered, "edit") ? <ButtonLink href={`${path}/edit`}>Edit</ButtonLink> : null}
    {isClosed(change.status) && change.entryId === null && canProposeEntry(toActor(person)) ? (
      <ButtonLink href={`/catalogue/new?change=${change.number}`}>Propose as standard</ButtonLink>
    ) : null}
    {canCreateChange("draft", toActor(person)) ? (
      <ButtonLink href={copyPath(change)}>Copy as a new draft</ButtonLink>
    ) : null}
    {isOffered(offered, "fail") ? (
      <ButtonLink variant="danger" href="#fail" className="max-sm:min-h-11">
        {stepLabels.fail.label}
      </ButtonLink>
    ) : null}
  </>
);
