import { ButtonLink } from "@/components/button";
import { mayMake } from "@/lib/may-make";
import type { Person } from "./session";
import { asJudged } from "./subject-of";

type Props = { number: string; person: Person; look?: "primary" | "quiet" };

/** Leads to the form of a normal change that follows the change of that number, for whoever may draft one. */
export const ProposeFollowUp = ({ number, person, look = "quiet" }: Props) =>
  mayMake("draft", asJudged(person)) ? (
    <p>
      <ButtonLink href={`/changes/new/normal?follows=${number}`} look={look}>
        Propose a follow-up change
      </ButtonLink>
    </p>
  ) : null;
