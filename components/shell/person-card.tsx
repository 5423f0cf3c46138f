import { Button } from "@/components/basics/button";
import { roleLabels } from "@/lib/rules/labels";
import type { Role } from "@/lib/rules/roles";

/** Who is signed in, as whom, and the way out. */
export const PersonCard = ({ person }: { person: SignedInPerson }) => (
  <div className="grid gap-2 border-line not-first:border-t not-first:pt-3">
    <div className="grid">
      <p className="font-semibold break-words">{person.name}</p>
      {person.email ? <p className="text-sm break-words text-muted">{person.email}</p> : null}
      <p className="text-sm text-muted">{person.roles.map((role) => roleLabels[role]).join(", ")}</p>
    </div>
    <a className="link w-fit" href="/me">
      Your account and tokens
    </a>
    <form action="/sign-out" method="post">
      <Button variant="quiet" type="submit" className="w-full">
        Sign out
      </Button>
    </form>
  </div>
);

export type SignedInPerson = { name: string; email: string | null; roles: readonly Role[] };
