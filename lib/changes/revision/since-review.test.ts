import { expect, it } from "vitest";
import type { Step } from "@/lib/rules/rules";
import { sinceReview } from "./since-review";

const [author, reviewer, lead] = [1, 2, 3];
const event = (
  step: Step,
  person: number,
  revision: number,
  { data = {}, texts = {} }: { data?: Record<string, unknown>; texts?: Record<string, string | null> } = {},
) => ({ step, person: { id: person }, at: `2026-11-22T10:00:0${revision}Z`, revision, data, texts });
const systemNames = (ids: readonly number[]) => ids.map((id) => `system-${id}`).join(", ");
const marked = (events: Parameters<typeof sinceReview>[0], reader: number) =>
  sinceReview(events, reader, systemNames)?.differences.map(
    ({ field, parts }) =>
      `${field}: ${parts.map(({ text, change }) => ({ same: text, removed: `-${text}-`, added: `+${text}+` })[change]).join("")}`,
  );

const reviewedAndRevised = [
  event("draft", author, 1, {
    data: { systems: [7], reversible: true, rollbackMinutes: 10 },
    texts: { what: "Restart nginx now.", why: "It leaks.", rollbackPlan: "Start the old one." },
  }),
  event("submit", author, 1),
  event("review", reviewer, 1, { texts: { comment: "Fine." } }),
  event("revise", author, 2, { texts: { reason: "Another system too." } }),
  event("edit", author, 2, {
    data: { systems: [7, 8], reversible: false },
    texts: { what: "Restart nginx slowly.", why: "It leaks." },
  }),
  event("submit", author, 2),
];

it("tells an earlier reviewer what has changed since, and nobody else", () => {
  expect(marked(reviewedAndRevised, reviewer)).toEqual([
    "systems: system-7+, system-8+",
    "what: Restart nginx -now-+slowly+.",
    "reversible: -yes-+no+",
  ]);
  expect(sinceReview(reviewedAndRevised, reviewer, systemNames)).toMatchObject({
    revision: 1,
    at: "2026-11-22T10:00:01Z",
  });
  expect(marked(reviewedAndRevised, lead)).toBeUndefined();
});

it("tells nothing where nothing has changed since, or the reader decided on it", () => {
  expect(marked(reviewedAndRevised.slice(0, 4), reviewer)).toBeUndefined();
  expect(marked([...reviewedAndRevised, event("review", reviewer, 2)], reviewer)).toBeUndefined();
});

it("compares with what was read last, and not with texts that were redacted since", () => {
  const [draft, submit, , ...rest] = reviewedAndRevised;
  if (!draft || !submit) throw new Error("no events");
  const sentBack = [draft, submit, event("send_back", lead, 2), ...rest];
  expect(marked(sentBack, lead)).toContain("what: Restart nginx -now-+slowly+.");
  expect(sinceReview(sentBack, lead, systemNames)?.revision).toBe(1);
  const redacted = { ...draft, texts: { ...draft.texts, what: null } };
  expect(marked([redacted, ...reviewedAndRevised.slice(1)], reviewer)).toEqual([
    "systems: system-7+, system-8+",
    "reversible: -yes-+no+",
  ]);
});
