import { Button } from "@/components/basics/button";
import { Notice } from "@/components/basics/notice";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import type { RoleGroups } from "@/lib/people/group-roles";
import { type GroupsFound, groupsFoundSentence } from "@/lib/people/groups-found";
import { roleLabels } from "@/lib/rules/labels";

type Props = {
  name: string;
  organisation: string;
  roleGroups: RoleGroups;
  overage: boolean;
  /** The claim that was read and its value; null where the cookie is gone. */
  found: GroupsFound | null;
};

export function NoRole({ name, organisation, roleGroups, overage, found }: Props) {
  return (
    <Main className="narrow">
      <PageHeader
        title="You have no role in Windlass"
        intro={`You are signed in as ${name}, but you cannot see or do anything here yet.`}
      />
      {overage ? <Overage /> : <p>Roles come from your groups at {organisation}, and none of your groups gives one.</p>}
      {found && !overage ? <p className="mt-3 break-words">{groupsFoundSentence(found)}</p> : null}
      <p className="mt-3">
        Ask an operations lead, or the person who manages groups at {organisation}, to add you to one of these groups.
        Then sign out and sign in again.
      </p>
      <ul className="mt-3 list-disc pl-6">
        {roleGroups.map(({ role, group }) => (
          <li key={`${role} ${group}`} className="break-words">
            {group} (gives: {roleLabels[role]})
          </li>
        ))}
      </ul>
      <form action="/sign-out" method="post" className="mt-5">
        <Button type="submit" variant="quiet">
          Sign out
        </Button>
      </form>
    </Main>
  );
}

const Overage = () => (
  <Notice tone="warn" heading="Your groups are missing">
    <p>
      You are in so many groups that the identity provider did not send them, so Windlass cannot tell your roles. Ask
      your administrator to send only the groups that are assigned to Windlass.
    </p>
  </Notice>
);
