import type { Person } from "../judge";
import type { Role } from "../roles";

/** A team of four, who of them wrote a normal change and who reviewed it, and where it stands. */
export type Team = {
  readonly people: readonly Person[];
  readonly authors: readonly number[];
  readonly reviewers: readonly number[];
  readonly status: "draft" | "submitted" | "reviewed";
  readonly routine: boolean;
};

const four = [1, 2, 3, 4] as const;
const single: readonly Role[] = ["operator", "reviewer", "ops_lead"];

/** Each of four people in each of three roles. */
export const everyRoles = (): readonly (readonly Role[])[] =>
  four.reduce<readonly (readonly Role[])[]>(
    (teams) => teams.flatMap((team) => single.map((role) => [...team, role])),
    [[]],
  );

/** Each set of people of whom at least one wrote. */
export const everyAuthors = (): readonly (readonly number[])[] =>
  Array.from({ length: 15 }, (_, bits) => four.filter((_, place) => ((bits + 1) >> place) & 1));

/** Every team, pattern of acts and status; nobody is lent the role, or one who is no lead. */
export function* everyTeam(): Generator<Team> {
  for (const roles of everyRoles())
    for (const lent of [0, ...four.filter((_, place) => roles[place] !== "ops_lead")]) {
      const people = four.map((id, place) => ({
        id,
        name: `P${id}`,
        roles: [roles[place] ?? "operator"],
        delegation: id === lent ? 1 : null,
      }));
      for (const authors of everyAuthors())
        for (const routine of [false, true]) {
          yield { people, authors, reviewers: [], status: "draft", routine };
          yield { people, authors, reviewers: [], status: "submitted", routine };
          for (const reviewer of four) yield { people, authors, reviewers: [reviewer], status: "reviewed", routine };
        }
    }
}

/**
 * Whether such a change can come to be approved, from the text of the policy alone: reviewed by a reviewer who wrote none
 * of it, approved by a lead or who was lent the role, who neither wrote nor reviewed it; a routine one by its reviewer.
 * And with whom, were they lent the role.
 */
export function wayOnFor(team: Team): { readonly now: boolean; readonly withLent: readonly number[] } {
  const { people } = team;
  const hasLead = people.some(({ roles }) => roles.includes("ops_lead"));
  const lendable = people.filter(({ roles, delegation }) => hasLead && !delegation && !roles.includes("ops_lead"));
  const lent = ({ id }: Person) => people.map((one) => (one.id === id ? { ...one, delegation: 1 } : one));
  return {
    now: canBeApproved(team),
    withLent: lendable.flatMap((one) => (canBeApproved({ ...team, people: lent(one) }) ? [one.id] : [])),
  };
}

function canBeApproved({ people, authors, reviewers, status, routine }: Team): boolean {
  const fresh = people.filter(({ id }) => !authors.includes(id));
  const readers = status === "reviewed" ? reviewers : fresh.filter(({ roles }) => roles.includes("reviewer")).map(idOf);
  return readers.some(
    (reader) =>
      mayApproveRoutine({ people, authors, routine }, reader) || fresh.some((one) => isOtherLead(one, reader)),
  );
}

const isOtherLead = ({ id, roles, delegation }: Person, reader: number): boolean =>
  id !== reader && (roles.includes("ops_lead") || Boolean(delegation));

// Whoever reviewed it holds the group of reviewers, or did when they did.
const mayApproveRoutine = (
  { people, authors, routine }: Pick<Team, "people" | "authors" | "routine">,
  reader: number,
): boolean =>
  routine && !authors.includes(reader) && people.some(({ id, roles }) => id === reader && roles.includes("reviewer"));

const idOf = ({ id }: Person): number => id;
