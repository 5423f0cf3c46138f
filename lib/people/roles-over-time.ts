import { isRole, type Role } from "@/lib/rules/roles";

/** That a role was given to somebody or taken from them, and when (ISO, UTC). */
type RoleChange = { readonly role: string; readonly held: boolean; readonly at: string };

/** A role somebody held from one instant to another; null is still. */
export type RoleSpan = { readonly role: Role; readonly from: string; readonly until: string | null };

/**
 * The roles that somebody held and holds, the latest first, from the changes in their order and what they hold now: a role
 * that a demonstration's history gave them was held before its event.
 */
export function roleSpansOf(
  changes: readonly RoleChange[],
  now: readonly { readonly role: Role; readonly since: string }[],
): readonly RoleSpan[] {
  const spans: RoleSpan[] = [];
  for (const { role, held: isHeld, at } of changes) {
    const open = spans.findLast((span) => span.role === role && span.until === null);
    if (open && !isHeld) spans[spans.indexOf(open)] = { ...open, until: at };
    if (!open && isHeld && isRole(role)) spans.push({ role, from: at, until: null });
  }
  return spans
    .map((span) =>
      span.until === null ? { ...span, from: earlierOf(span.from, now.find(isOfRole(span.role))?.since) } : span,
    )
    .sort((one, other) => (one.from === other.from ? 0 : one.from < other.from ? 1 : -1));
}

/** The roles that somebody held at an instant. */
export const rolesAt = (spans: readonly RoleSpan[], at: string): readonly Role[] =>
  spans.filter(({ from, until }) => from <= at && (until === null || at < until)).map(({ role }) => role);

const isOfRole = (role: Role) => (held: { readonly role: Role }) => held.role === role;
const earlierOf = (at: string, other: string | undefined) => (other !== undefined && other < at ? other : at);
