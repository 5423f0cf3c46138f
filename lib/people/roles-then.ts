import { actsAs, isRole, leads, type Role, takesNoStep } from "@/lib/rules/roles";

/** That a role was given or taken by the event of that number. */
export type RoleEvent = {
  readonly event: number;
  readonly person: number;
  readonly role: string;
  readonly held: boolean;
};

/** A delegation, from its events. Instants are ISO 8601 in UTC; `until` is exclusive. */
export type Lent = {
  readonly id: number;
  readonly event: number;
  readonly lender: number;
  readonly delegate: number;
  readonly from: string;
  readonly until: string;
  readonly ended: { readonly event: number; readonly at: string } | null;
};

/** That two accounts may be one person's, or are, or that a lead said they are not, by the event of that number. */
export type PairEvent = {
  readonly event: number;
  readonly accounts: readonly [number, number];
  readonly countAsOne: boolean;
};

type At = { readonly event: number; readonly at: string };

/**
 * Which roles people held and lent, and which accounts were one person's, when an event was taken. Events are numbered in the order in which they were judged:
 * a change of roles waits for the steps under way, so its number says before or after, whatever the clock said.
 */
export class RolesThen {
  readonly #changes = new Map<number, RoleEvent[]>();
  readonly #lent: ReadonlyMap<number, Lent>;
  readonly #pairs: readonly PairEvent[];

  constructor(changes: Iterable<RoleEvent>, lent: Iterable<Lent>, pairs: Iterable<PairEvent> = []) {
    for (const change of changes) {
      const before = this.#changes.get(change.person);
      if (before) before.push(change);
      else this.#changes.set(change.person, [change]);
    }
    for (const one of this.#changes.values()) one.sort((a, b) => a.event - b.event);
    this.#lent = new Map([...lent].map((one) => [one.id, one]));
    this.#pairs = [...pairs].sort((a, b) => a.event - b.event);
  }

  /** Who lent the role by the delegation of that number. */
  lenderOf(id: number): number | undefined {
    return this.#lent.get(id)?.lender;
  }

  /** The roles that a person held when an event was taken. */
  of(person: number, event: number): readonly Role[] {
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
  accountsOf(person: number, event: number): readonly number[] {
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

  /** The delegation of that number, if it ran when an event was taken and its lender still led operations. */
  running(id: number, person: number, { event, at }: At): Lent | null {
    const lent = this.#lent.get(id);
    if (!lent || lent.delegate !== person || lent.event > event || at < lent.from || at >= lent.until) return null;
    if (lent.ended && lent.ended.event < event && lent.ended.at <= at) return null;
    const borrower = this.of(person, event);
    const mayBorrow = actsAs(borrower, "operator") && !takesNoStep(borrower);
    return mayBorrow && leads(this.of(lent.lender, event)) ? lent : null;
  }
}
