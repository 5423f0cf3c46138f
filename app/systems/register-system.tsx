import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { Disclosure } from "@/components/basics/disclosure";
import type { Person as Judged } from "@/lib/rules/judge";

type Props = { person: Person; staff: readonly Judged[]; kept: Kept | null };

export const RegisterSystem = ({ person, staff, kept }: Props) => (
  <Disclosure summary="Register a system" open={kept?.step === "register"}>
    <div className="max-w-md">
      <FormOf step="register" subject="system" type="" world={worldOf({ person, staff })} kept={kept} look="quiet" />
    </div>
  </Disclosure>
);
