import { Disclosure } from "@/components/disclosure";
import { Empty } from "@/components/empty";
import type { Person as Judged } from "@/lib/judge";
import { mayBeLentTo } from "@/lib/stranded";
import { FormOf } from "../form-of";
import type { Kept } from "../kept";
import type { Person } from "../session";
import { worldOf } from "../world";

type Props = { person: Person; staff: readonly Judged[]; kept: Kept | null };

/** The form by which a lead lends the role to an operator. */
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
