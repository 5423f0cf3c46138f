import { randomUUID } from "node:crypto";
import { stepsTarget } from "@/app/_document/steps-target";
import type { SessionUser } from "@/app/_request/session";
import { Button } from "@/components/basics/button";
import { PostedForm } from "@/components/form/posted-form";
import { stepLabels } from "@/lib/rules/labels";
import type { Step } from "@/lib/rules/rules";

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

/** The button that starts or stops watching a record. Its step is a field of its form, so that nobody takes it for one of the record's. */
export function WatchSwitch({ person, target, name = "", isWatched, isListed = false }: Props) {
  const step: Step = isWatched ? "unwatch" : "watch";
  const label = `${stepLabels[step].label} ${name}`.trim();
  const fields = { subject: "person", id: person.personId, key: randomUUID(), step, watched: target };
  return (
    <PostedForm target={stepsTarget()} label={label}>
      {Object.entries({ ...fields, ...(isListed && { from: "list" }) }).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <Button type="submit" variant="quiet">
        {label}
      </Button>
    </PostedForm>
  );
}
