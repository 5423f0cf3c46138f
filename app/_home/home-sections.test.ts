import { expect, it } from "vitest";
import type { HomeChange } from "./home-sections";
import { homeSections } from "./home-sections";
import type { LoadedHome } from "./load";

const now = "2026-06-10T12:00:00.000000Z";
// Of a session only what makes it an actor is read.
const reviewer = {
  personId: 3,
  name: "R",
  roles: ["reviewer"],
  accounts: [],
  delegation: null,
} as unknown as LoadedHome["person"];

const change = (id: number, more: Partial<HomeChange>): HomeChange => ({
  id,
  number: `CHG-${id}`,
  type: "normal",
  status: "submitted",
  title: "",
  systems: [],
  who: "",
  createdAt: now,
  since: now,
  windowStart: null,
  windowEnd: null,
  rollbackMinutes: null,
  approvedAt: null,
  startedAt: null,
  factsCompleteAt: null,
  acts: { author: [1], latest_author: [1] },
  facts: { facts_written: true, in_scope: true },
  isYours: false,
  isTonight: false,
  ...more,
});

const scheduled = {
  status: "scheduled",
  windowStart: "2026-06-10T20:00:00.000000Z",
  windowEnd: "2026-06-10T22:00:00.000000Z",
} as const;
const missed = {
  status: "scheduled",
  windowStart: "2026-06-10T08:00:00.000000Z",
  windowEnd: "2026-06-10T09:00:00.000000Z",
} as const;

it("a change stands once, under its most urgent heading", () => {
  const changes = [
    change(1, { ...missed, isYours: true, isTonight: true }),
    change(2, { ...scheduled, isYours: true, isTonight: true }),
    change(3, {}),
    change(5, { ...scheduled, isTonight: true, facts: { window_open: { until: now } } }),
    change(6, { acts: { author: [3], latest_author: [3] } }),
  ];
  const { overdue, yours, open, running, tonight } = homeSections({ changes, now, person: reviewer });
  const ids = ({ placed }: { placed: readonly { change: HomeChange }[] }) => placed.map((one) => one.change.id);
  expect({
    overdue: ids(overdue),
    yours: ids(yours),
    open: open.map((group) => [group.heading, ids(group), group.allPath]),
    running: ids(running),
    tonight: ids(tonight),
  }).toEqual({
    overdue: [1],
    yours: [2],
    open: [["Review", [3], "/changes?status=submitted"]],
    running: [],
    tonight: [5],
  });
});

it("an auditor, who takes no step, sees what is overdue, running and due tonight", () => {
  const changes = [change(1, missed), change(4, { status: "failed" }), change(5, { ...scheduled, isTonight: true })];
  const sections = homeSections({ changes, now, person: { ...reviewer, roles: ["auditor"] } });
  expect(sections.open).toEqual([]);
  expect(sections.running.placed.map((one) => one.change.id)).toEqual([4]);
  expect(sections.tonight.placed.map((one) => one.change.id)).toEqual([5]);
});
