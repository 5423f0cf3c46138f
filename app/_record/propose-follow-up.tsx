import type { Person } from "@/app/_request/session";
import { asJudged } from "@/app/_steps/subject-of";
import { ButtonLink } from "@/components/basics/button";
import { mayMake } from "@/lib/rules/may-make";

type Props = { number: string; person: Person; look?: "primary" | "quiet" };

export const ProposeFollowUp = ({ number, person, look = "quiet" }: Props) =>
  mayMake("draft", asJudged(person)) ? (
    <p>
      <ButtonLink href={`/changes/new/normal?follows=${number}`} look={look}>
        Propose a follow-up change
      </ButtonLink>
    </p>
  ) : null;
