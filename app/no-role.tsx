import type { RoleGroups } from "@/lib/groups";
import { roleWords } from "@/lib/words";

type Props = { name: string; organisation: string; roleGroups: RoleGroups; overage: boolean };

/** What a person without a role reads: that they have none, why, and whom to ask. */
export function NoRole({ name, organisation, roleGroups, overage }: Props) {
  return (
    <main className="mx-auto max-w-xl px-4 py-16">
      <h1 className="text-2xl font-semibold">You have no role in Windlass</h1>
      <p className="mt-3">
        You are signed in as {name}, and you can see and do nothing here yet. Roles come from your groups at the
        identity provider of {organisation}, and you are in none of those that give one.
      </p>
      {overage && (
        <p className="mt-3">
          You are in so many groups that the identity provider did not send them. Nobody can tell from that which roles
          you should have, so you have none. Your administrator can have it send only the groups assigned to Windlass.
        </p>
      )}
      <p className="mt-3">
        Ask your operations lead, or whoever manages groups at {organisation}, to put you in one of these. Then sign in
        again.
      </p>
      <ul className="mt-3 list-disc pl-6">
        {roleGroups.map(({ role, group }) => (
          <li key={`${role} ${group}`}>
            <code>{group}</code> ({roleWords[role]})
          </li>
        ))}
      </ul>
      <form action="/sign-out" method="post" className="mt-6">
        <button type="submit" className="rounded border border-current px-4 py-2">
          Sign out
        </button>
      </form>
    </main>
  );
}
