import type { SignedIn } from "@/testing/people";
import { step } from "@/testing/steps";
import { approvedEntry, type World } from "@/testing/world";
import type { Chance } from "./chance";
import { aText, type Kind, type State, type Walker, type Walks } from "./walkers";

export type Begun = { readonly id: number; readonly state: State };

export async function begin(
  { world, ask }: Walks,
  kind: Kind,
  walkers: readonly Walker[],
  luck: Chance,
  seed: number,
): Promise<Begun | string | null> {
  const who = luck.of(walkers);
  const [{ id: system = 0 } = {}] = await world.owner<{ id: number }[]>`
    insert into events (subject_type, step, person_id, loaded, received_at, input)
    values ('system', 'register', ${world.operator.id}, true, windlass_now(), ${JSON.stringify({ name: `system ${seed}`, client: "Walks" })}::text::jsonb) returning subject_id as id`;
  const systems = [system];
  const entry = kind === "standard" || kind === "routine" ? await approvedEntry(world, world, kind, systems) : 0;
  const catalogued = { title: "Walked", why: "In words.", entry, entryValues: { name: "walk" }, systems };
  const drafts: Record<Kind, object> = {
    standard: { ...catalogued, type: "standard" },
    routine: { ...catalogued, type: "normal" },
    normal: {
      type: "normal",
      title: "Walked",
      systems,
      what: "In words.",
      why: "In words.",
      rollbackPlan: "In words.",
      reversible: luck.of([true, false]),
    },
    emergency: { trigger: "restore_service", what: "In words.", systems },
  };
  const step = kind === "emergency" ? "declare" : "draft";
  const said = await ask({ token: who.token, id: null, step, input: drafts[kind] });
  const allowed = !who.roles.includes("auditor") && who.roles.length > 0;
  if (said !== (allowed ? "taken" : "who"))
    return `seed ${seed}: ${step} by ${who.roles.join("+") || "nobody"} was ${said}`;
  if (said !== "taken") return null;
  const [{ id = 0 } = {}] = await world.owner<{ id: number }[]>`select max(id) as id from changes`;
  const type = kind === "routine" ? "normal" : kind;
  const earlier = [{ step, by: who.id, revision: 1 }];
  return {
    id,
    state: {
      book: "change",
      type,
      status: step === "draft" ? "draft" : "in_progress",
      revision: 1,
      routine: kind === "routine",
      earlier,
      incident: "none",
      told: true,
      gone: [],
      windowEnd: 60,
      inScope: false,
    },
  };
}

// Somebody else follows the incident up, so that what a walk can settle is settled.
export async function followUp(
  { world }: Pick<Walks, "world" | "ask">,
  change: number,
  state: State,
  luck: Chance,
): Promise<State> {
  const tell = (step: string, by: SignedIn, input: object, at: readonly string[]) => world.owner`
    insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
    select 'incident', id, ${step}, ${by.id}, true, windlass_now(), ${JSON.stringify(input)}::text::jsonb from incidents where change_id = ${change} and status = any (${[...at]})`;
  if (!state.told && luck.next() < 0.5) {
    await tell("attest", world.lead, { channel: "phone", reason: "Slack is away." }, [
      "open",
      "investigated",
      "closed",
    ]);
    return { ...state, told: true };
  }
  if (state.incident !== "open" && luck.next() < 0.3) {
    await answerOne(world, change, luck);
    return state;
  }
  if (state.incident === "closed") return state;
  if (state.incident === "open") {
    await tell(
      "investigate",
      world.operator,
      { rootCause: "Unknown.", findings: [{ finding: "It was wrong.", owner: world.operator.id, due: "2030-01-01" }] },
      ["open"],
    );
    return { ...state, incident: "investigated" };
  }
  await tell("close_incident", world.reviewer, {}, ["investigated"]);
  return { ...state, incident: "closed" };
}

/** Answers an open finding of one of the change's incidents, if there is one, and then redacts a text of that incident. */
export async function answerOne(world: World, change: number, luck: Chance): Promise<void> {
  const open = await world.owner<{ id: number; incident: number }[]>`
    select f.id, f.incident_id as incident from findings f join incidents i on i.id = f.incident_id
    where i.change_id = ${change} and f.answered_at is null order by f.id`;
  if (open.length === 0) return;
  const { id, incident } = luck.of(open);
  await step(world.app, world.operator, "incident", incident, "answer", { finding: id, answer: "In words." });
  const { id: redacted } = await aText(world, "incident", incident, luck);
  await step(world.app, world.lead, "incident", incident, "redact", { redacted, reason: "In words." });
}
