import type { SessionUser } from "@/app/_request/session";
import { toActor } from "@/app/_steps/record-state";
import { ButtonLink } from "@/components/basics/button";
import { canCreateChange } from "@/lib/rules/can-create";

type Props = { number: string; person: SessionUser; variant?: "primary" | "quiet" };

export const ProposeFollowUp = ({ number, person, variant = "quiet" }: Props) =>
  canCreateChange("draft", toActor(person)) ? (
    <p>
      <ButtonLink href={`/changes/new/normal?follows=${number}`} variant={variant}>
        Propose a follow-up change
      </ButtonLink>
    </p>
  ) : null;
