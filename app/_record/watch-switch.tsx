import { randomUUID } from "node:crypto";
import { stepsTarget } from "@/app/_document/steps-target";
import type { SessionUser } from "@/app/_request/session";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepForm } from "@/components/form/step-form";
import { stepLabels } from "@/lib/rules/labels";

type Props = {
  person: SessionUser;
  /** As its event names it: "change:1001". */
  target: string;
  /** What the button watches, where the page shows more than one record. */
  name?: string;
  isWatched: boolean;
  /** It stands in the list of what is watched, and leads back there. */
  isListed?: boolean;
};

/** The button that starts or stops watching a record. */
export const WatchSwitch = ({ person, target, name = "", isWatched, isListed = false }: Props) => (
  <StepForm
    target={stepsTarget()}
    step={isWatched ? "unwatch" : "watch"}
    recordType="person"
    type=""
    id={person.personId}
    idempotencyKey={randomUUID()}
    options={formOptionsFor({ person })}
    values={{ watched: target }}
    label={`${stepLabels[isWatched ? "unwatch" : "watch"].label} ${name}`.trim()}
    variant="quiet"
  >
    {isListed ? <input type="hidden" name="from" value="list" /> : null}
  </StepForm>
);
