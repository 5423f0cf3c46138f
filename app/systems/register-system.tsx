import { Disclosure } from "@/components/disclosure";
import type { Person as Judged } from "@/lib/judge";
import { FormOf } from "../form-of";
import type { Kept } from "../kept";
import type { Person } from "../session";
import { worldOf } from "../world";

type Props = { person: Person; staff: readonly Judged[]; kept: Kept | null };

/** The form that registers one system. */
export const RegisterSystem = ({ person, staff, kept }: Props) => (
  <Disclosure summary="Register a system" open={kept?.step === "register"}>
    <div className="max-w-md">
      <FormOf step="register" subject="system" type="" world={worldOf({ person, staff })} kept={kept} look="quiet" />
    </div>
  </Disclosure>
);
