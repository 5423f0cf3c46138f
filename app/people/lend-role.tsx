import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { Disclosure } from "@/components/basics/disclosure";
import { Empty } from "@/components/basics/empty";
import { mayBeLentTo } from "@/lib/rules/dead-end";
import type { Person as Judged } from "@/lib/rules/judge";

type Props = { person: Person; staff: readonly Judged[]; kept: Kept | null };

export function LendRole({ person, staff, kept }: Props) {
  const operators = staff.filter(mayBeLentTo);
  if (operators.length === 0)
    return (
      <Empty>There is no operator to whom the role could be lent: everybody here leads already, or reads only.</Empty>
    );
  return (
    <Disclosure summary="Lend the role of operations lead" open={kept?.step === "delegate"}>
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
