import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { Disclosure } from "@/components/basics/disclosure";
import { Empty } from "@/components/basics/empty";
import { mayBeLentTo } from "@/lib/rules/dead-end";
import type { Person as Judged } from "@/lib/rules/judge";
import { stepWords } from "@/lib/rules/words";

type Props = { person: Person; staff: readonly Judged[]; kept: Kept | null };

export function LendRole({ person, staff, kept }: Props) {
  const operators = staff.filter(mayBeLentTo);
  if (operators.length === 0)
    return (
      <Empty>There is no operator to delegate to: everyone here is already an operations lead, or is an auditor.</Empty>
    );
  return (
    <Disclosure summary={stepWords.delegate.label} open={kept?.step === "delegate"}>
      <div className="max-w-md">
        <FormOf
          step="delegate"
          subject="delegation"
          type=""
          world={worldOf({ person, staff: operators })}
          kept={kept}
        />
      </div>
    </Disclosure>
  );
}
