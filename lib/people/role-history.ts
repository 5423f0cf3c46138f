import { actsAs, isActiveLead, isReadOnly, isRole, type Role } from "@/lib/rules/roles";

/** That a role was given or taken by the event of that number. */
export type RoleEvent = {
  readonly event: number;
  readonly person: number;
  readonly role: string;
  readonly held: boolean;
};

/** A delegation, from its events. Instants are ISO 8601 in UTC; `until` is exclusive. */
export type PastDelegation = {
  readonly id: number;
  readonly event: number;
  readonly delegator: number;
  readonly delegate: number;
  readonly from: string;
  readonly until: string;
  readonly ended: { readonly event: number; readonly at: string } | null;
};

/** That two accounts may be one person's, or are, or that a lead said they are not, by the event of that number. */
export type AccountPairEvent = {
  readonly event: number;
  readonly accounts: readonly [number, number];
  readonly countAsOne: boolean;
};

type At = { readonly event: number; readonly at: string };

/**
 * Which roles people held and delegated, and which accounts were one person's, when an event was taken. Events are numbered in the order in which they were judged:
 * a change of roles waits for the steps under way, so its number says before or after, whatever the clock said.
 */
export class RoleHistory {
  readonly #changes = new Map<number, RoleEvent[]>();
  readonly #delegations: ReadonlyMap<number, PastDelegation>;
  readonly #pairs: readonly AccountPairEvent[];

  constructor(
    changes: Iterable<RoleEvent>,
    delegations: Iterable<PastDelegation>,
    pairs: Iterable<AccountPairEvent> = [],
  ) {
    for (const change of changes) {
      const before = this.#changes.get(change.person);
      if (before) before.push(change);
      else this.#changes.set(change.person, [change]);
    }
    for (const one of this.#changes.values()) one.sort((a, b) => a.event - b.event);
    this.#delegations = new Map([...delegations].map((one) => [one.id, one]));
    this.#pairs = [...pairs].sort((a, b) => a.event - b.event);
  }

  /** The delegator of the delegation of that number. */
  delegatorOf(id: number): number | undefined {
    return this.#delegations.get(id)?.delegator;
  }

  /** The roles that a person held when an event was taken. */
  rolesOf(person: number, event: number): readonly Role[] {
    const held = new Set<Role>();
    for (const change of this.#changes.get(person) ?? []) {
      if (change.event > event) break;
      if (!isRole(change.role)) continue;
      if (change.held) held.add(change.role);
      else held.delete(change.role);
    }
    return [...held];
  }

  /** The other accounts that counted as one with this one when an event was taken; through a third one, too. */
  otherAccountsOf(person: number, event: number): readonly number[] {
    const pairs = new Map<string, readonly [number, number]>();
    for (const { event: at, accounts, countAsOne } of this.#pairs) {
      if (at > event) break;
      const pair = [...accounts].sort((a, b) => a - b).join(" ");
      if (countAsOne) pairs.set(pair, accounts);
      else pairs.delete(pair);
    }
    const one = new Set([person]);
    for (const id of one)
      for (const pair of pairs.values()) if (pair.includes(id)) for (const other of pair) one.add(other);
    return [...one].filter((id) => id !== person);
  }

  /** The delegation of that number, if it ran when an event was taken and its delegator still led operations. */
  runningDelegation(id: number, person: number, { event, at }: At): PastDelegation | null {
    const delegations = this.#delegations.get(id);
    if (
      !delegations ||
      delegations.delegate !== person ||
      delegations.event > event ||
      at < delegations.from ||
      at >= delegations.until
    )
      return null;
    if (delegations.ended && delegations.ended.event < event && delegations.ended.at <= at) return null;
    const delegateRoles = this.rolesOf(person, event);
    const canBeDelegate = actsAs(delegateRoles, "operator") && !isReadOnly(delegateRoles);
    return canBeDelegate && isActiveLead(this.rolesOf(delegations.delegator, event)) ? delegations : null;
  }
}
