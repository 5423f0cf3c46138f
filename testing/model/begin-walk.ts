import { approvedEntry, type Fixture } from "@/testing/fixture";
import type { SignedIn } from "@/testing/people";
import { takeStep } from "@/testing/steps";
import type { SeededRandom } from "./seeded-random";
import { type Kind, randomText, type WalkActor, type WalkContext, type WalkState } from "./walkers";

export type StartedWalk = { readonly id: number; readonly state: WalkState };

export async function beginWalk(
  { fixture, ask }: WalkContext,
  kind: Kind,
  walkers: readonly WalkActor[],
  random: SeededRandom,
  seed: number,
): Promise<StartedWalk | string | null> {
  const actor = random.of(walkers);
  const [{ id: system = 0 } = {}] = await fixture.owner<{ id: number }[]>`
    insert into events (subject_type, step, person_id, loaded, received_at, input)
    values ('system', 'register', ${fixture.operator.id}, true, windlass_now(), ${JSON.stringify({ name: `system ${seed}`, client: "Walks" })}::text::jsonb) returning subject_id as id`;
  const systems = [system];
  const entry = kind === "standard" || kind === "routine" ? await approvedEntry(fixture, fixture, kind, systems) : 0;
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
      reversible: random.of([true, false]),
    },
    emergency: { trigger: "restore_service", what: "In words.", systems },
  };
  const step = kind === "emergency" ? "declare" : "draft";
  const outcome = await ask({ token: actor.token, id: null, step, input: drafts[kind] });
  const allowed = !actor.roles.includes("auditor") && actor.roles.length > 0;
  if (outcome !== (allowed ? "taken" : "who"))
    return `seed ${seed}: ${step} by ${actor.roles.join("+") || "nobody"} was ${outcome}`;
  if (outcome !== "taken") return null;
  const [{ id = 0 } = {}] = await fixture.owner<{ id: number }[]>`select max(id) as id from changes`;
  const type = kind === "routine" ? "normal" : kind;
  const earlier = [{ step, by: actor.id, revision: 1 }];
  return {
    id,
    state: {
      recordType: "change",
      type,
      status: step === "draft" ? "draft" : "in_progress",
      revision: 1,
      routine: kind === "routine",
      earlier,
      incident: "none",
      isTeamAlerted: true,
      redactedFacts: [],
      windowEnd: 60,
      inScope: false,
    },
  };
}

// Somebody else follows the incident up, so that what a walk can settle is settled.
export async function followUp(
  { fixture }: Pick<WalkContext, "fixture" | "ask">,
  change: number,
  state: WalkState,
  random: SeededRandom,
): Promise<WalkState> {
  const load = (step: string, by: SignedIn, input: object, at: readonly string[]) => fixture.owner`
    insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
    select 'incident', id, ${step}, ${by.id}, true, windlass_now(), ${JSON.stringify(input)}::text::jsonb from incidents where change_id = ${change} and status = any (${[...at]})`;
  if (!state.isTeamAlerted && random.next() < 0.5) {
    await load("attest", fixture.lead, { channel: "phone", reason: "Slack is away." }, [
      "open",
      "investigated",
      "closed",
    ]);
    return { ...state, isTeamAlerted: true };
  }
  if (state.incident !== "open" && random.next() < 0.3) {
    await answerOne(fixture, change, random);
    return state;
  }
  if (state.incident === "closed") return state;
  if (state.incident === "open") {
    await load(
      "investigate",
      fixture.operator,
      {
        rootCause: "Unknown.",
        findings: [{ finding: "It was wrong.", owner: fixture.operator.id, due: "2030-01-01" }],
      },
      ["open"],
    );
    return { ...state, incident: "investigated" };
  }
  await load("close_incident", fixture.reviewer, {}, ["investigated"]);
  return { ...state, incident: "closed" };
}

/** Answers an open finding of one of the change's incidents, if there is one, and then redacts a text of that incident. */
export async function answerOne(fixture: Fixture, change: number, random: SeededRandom): Promise<void> {
  const open = await fixture.owner<{ id: number; incident: number }[]>`
    select f.id, f.incident_id as incident from findings f join incidents i on i.id = f.incident_id
    where i.change_id = ${change} and f.answered_at is null order by f.id`;
  if (open.length === 0) return;
  const { id, incident } = random.of(open);
  await takeStep(fixture.app, fixture.operator, "incident", incident, "answer", { finding: id, answer: "In words." });
  const { id: redacted } = await randomText(fixture, "incident", incident, random);
  await takeStep(fixture.app, fixture.lead, "incident", incident, "redact", { redacted, reason: "In words." });
}
