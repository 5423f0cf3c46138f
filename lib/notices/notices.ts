import { type NoticeKind, noticeKinds } from "@/lib/rules/record";
import { changeNotices } from "./change-notices";
import type { NoticeDefinition } from "./notice-definition";
import { registerNotices } from "./register-notices";

/** The alert of which the policy speaks: until it reached the team, a failure is not settled. */
export const failureAlert = "change_failed" satisfies NoticeKind;

/** Every kind of notice: Slack gets all of them, and each person gets by e-mail those that they want. */
export const notices: Record<NoticeKind, NoticeDefinition> = { ...changeNotices, ...registerNotices };

/** How many kinds of e-mail a person wants: "all 12", "3 of 12". What nobody can switch off counts. */
export function formatWantedCount(wantedKinds: readonly NoticeKind[]): string {
  const count = noticeKinds.filter((kind) => notices[kind].mandatory || wantedKinds.includes(kind)).length;
  return count === noticeKinds.length ? `all ${count}` : `${count} of ${noticeKinds.length}`;
}

const isNoticeKind = (text: string): text is NoticeKind => noticeKinds.some((kind) => kind === text);

/** A kind of notice as one of several to choose from; what nobody can switch off is fixed. */
export function noticeChoice(kind: string) {
  if (!isNoticeKind(kind)) return { value: kind, label: kind };
  const { label, definition, mandatory } = notices[kind];
  return mandatory
    ? { value: kind, label, hint: `${definition} You cannot switch this off.`, fixed: true }
    : { value: kind, label, hint: definition };
}
