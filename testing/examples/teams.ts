import type { Actor, Delegator } from "@/lib/rules/judge";
import type { Role } from "@/lib/rules/roles";

/** A team of four, who of them wrote a normal change and who reviewed it, and where it stands. */
export type Team = {
  readonly people: readonly Actor[];
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
  Array.from({ length: 15 }, (_, bits) => four.filter((_, index) => ((bits + 1) >> index) & 1));

const stranger = { id: 9, roles: ["ops_lead"] } as const;

/** One of the team's own leads, who may have taken part, or one from elsewhere. */
const delegatorFor = (id: number, roles: readonly Role[]): Delegator => {
  const own = roles.indexOf("ops_lead");
  return id % 2 && own >= 0 ? { id: own + 1, roles: ["ops_lead"] } : stranger;
};

/** Every team, pattern of acts and status; no delegate, or one who is no lead. */
export function* everyTeam(): Generator<Team> {
  for (const roles of everyRoles())
    for (const delegateId of [0, ...four.filter((_, index) => roles[index] !== "ops_lead")]) {
      const people = four.map((id, index) => ({
        id,
        name: `P${id}`,
        roles: [roles[index] ?? "operator"],
        delegators: id === delegateId ? [delegatorFor(id, roles)] : [],
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
 * of it, approved by a lead who neither wrote nor reviewed it, or by a delegate of such a lead who did neither;
 * a routine one by its reviewer.
 */
export function canBeApproved({ people, authors, reviewers, status, routine }: Team): boolean {
  const nonAuthors = people.filter(({ id }) => !authors.includes(id));
  const reviewerIds =
    status === "reviewed" ? reviewers : nonAuthors.filter(({ roles }) => roles.includes("reviewer")).map(idOf);
  return reviewerIds.some(
    (reviewerId) =>
      mayApproveRoutine({ people, authors, routine }, reviewerId) ||
      nonAuthors.some((one) => isLead(one, authors, reviewerId)),
  );
}

const isLead = ({ id, roles, delegators = [] }: Actor, authors: readonly number[], reviewerId: number): boolean =>
  id !== reviewerId &&
  (roles.includes("ops_lead") ||
    delegators.some((delegator) => delegator.id !== reviewerId && !authors.includes(delegator.id)));

// Whoever reviewed it holds the group of reviewers, or did when they did.
const mayApproveRoutine = (
  { people, authors, routine }: Pick<Team, "people" | "authors" | "routine">,
  reviewerId: number,
): boolean =>
  routine &&
  !authors.includes(reviewerId) &&
  people.some(({ id, roles }) => id === reviewerId && roles.includes("reviewer"));

const idOf = ({ id }: Actor): number => id;
