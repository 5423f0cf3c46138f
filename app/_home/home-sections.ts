import { toActor } from "@/app/_steps/record-state";
import { tonightPath } from "@/lib/calendar/period";
import { changesPath, quickFilterPath } from "@/lib/changes/change-filter";
import { isOverdue } from "@/lib/changes/deadlines";
import { waitingGroups, waitingHeadingOf } from "@/lib/changes/waiting";
import { isRunning } from "@/lib/rules/record";
import type { LoadedHome } from "./load";

export type HomeChange = LoadedHome["changes"][number];
export type PlacedChange = { readonly change: HomeChange; readonly nextStep: string | null };

/** Changes under one heading, and the list that holds those that the page does not show. */
export type HomeGroup = {
  readonly heading: string;
  readonly placed: readonly PlacedChange[];
  readonly allPath: string;
};

type HomeSections = {
  readonly overdue: HomeGroup;
  readonly yours: HomeGroup;
  /** What anybody with the reader's roles can take, by the step it waits for. */
  readonly open: readonly HomeGroup[];
  readonly running: HomeGroup;
  readonly tonight: HomeGroup;
};

/** Each change stands once, under its most urgent heading: overdue, yours, open to anybody, running, tonight. */
export function homeSections({ changes, now, person }: Pick<LoadedHome, "changes" | "now" | "person">): HomeSections {
  const actor = toActor(person);
  let left: readonly PlacedChange[] = changes.map((change) => {
    const { type, number: name, status, acts, facts: checks } = change;
    return {
      change,
      nextStep: waitingHeadingOf({ recordType: "change", type, name, status, pastActions: acts, checks }, actor),
    };
  });
  const take = (belongs: (one: PlacedChange) => boolean): readonly PlacedChange[] => {
    const taken = left.filter(belongs);
    left = left.filter((one) => !belongs(one));
    return taken;
  };
  return {
    overdue: {
      heading: "Overdue",
      placed: take(({ change }) => isOverdue(change, now)),
      allPath: quickFilterPath("overdue"),
    },
    yours: { heading: "Yours", placed: take(({ change }) => change.isYours), allPath: quickFilterPath("mine") },
    open: waitingGroups
      .map(({ heading }) =>
        openGroup(
          heading,
          take(({ nextStep }) => nextStep === heading),
        ),
      )
      .filter(({ placed }) => placed.length > 0),
    running: {
      heading: "In progress",
      placed: take(({ change }) => isRunning(change.status)),
      allPath: quickFilterPath("running"),
    },
    tonight: {
      heading: "Today and tonight",
      placed: take(({ change }) => change.isTonight),
      allPath: tonightPath,
    },
  };
}

const openGroup = (heading: string, placed: readonly PlacedChange[]): HomeGroup => ({
  heading,
  placed,
  allPath: changesPath({ status: placed[0] && [placed[0].change.status] }),
});
