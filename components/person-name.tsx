import type { Role } from "@/lib/rules/roles";
import { roleWords } from "@/lib/rules/words";

/** A person, with the roles they hold where those matter. */
export const PersonName = ({ name, roles }: { name: string; roles?: readonly Role[] }) => (
  <>
    {name}
    {roles ? (
      <span className="text-muted"> ({roles.map((role) => roleWords[role]).join(", ") || "no role"})</span>
    ) : null}
  </>
);
