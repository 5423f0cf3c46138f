import { breachesIn, type TakenRecord, type TakenStep } from "@/lib/people/duties";
import type { RolesThen } from "@/lib/people/roles-then";
import type { ToldChange } from "./told-change";
import type { Against } from "./trace";

/** What must be known beside a change to say who might take its steps. */
export type DutiesKnown = {
  readonly roles: RolesThen;
  readonly kinds: ReadonlyMap<number, "standard" | "routine">;
};

type Placed = TakenStep & { readonly place: number | null };

/** The steps of a change and of its incidents that the rulebook refuses, from its events alone. */
export function breachesOf(
  told: ToldChange,
  { roles, kinds }: DutiesKnown,
  nameOf: (id: number) => string,
): readonly Against[] {
  const steps = stepsOf(told);
  const entryKind = told.entry === null ? null : (kinds.get(told.entry) ?? null);
  const change: TakenRecord<Placed> = { kind: "change", id: told.id, type: told.type, steps, entryKind };
  const records = [{ of: told.number, record: change }, ...incidentsOf(told, steps)];
  return records.flatMap(({ of, record }) =>
    breachesIn(record, roles).map(({ step: { by, at, place, step }, because, rule }) => ({
      ...{ id: by, name: nameOf(by), at, place },
      ...{ of, step, because, rule },
    })),
  );
}

const stepsOf = ({ events }: ToldChange): readonly Placed[] =>
  events.map(([step, by, at, place, revision, , , , event = 0, delegation]) => ({
    ...{ step, by, at, place, revision, event },
    delegation: delegation ?? null,
  }));

const incidentsOf = ({ id, incidents }: ToldChange, ofChange: readonly Placed[]) =>
  incidents.map(({ number, events = [] }) => {
    const steps = events.map(([step, by, at, place, event]) => ({ step, by, at, place, event, revision: 1 }));
    const record: TakenRecord<Placed> = { kind: "incident", id, type: "", steps, ofChange };
    return { of: number, record };
  });
