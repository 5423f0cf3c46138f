import { afterAll, beforeAll, expect, it } from "vitest";
import { replayDifferences } from "@/db/replay/replay";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";

// A finding is answered once, by an operator, also after its incident is closed.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

type Incident = { readonly id: number; readonly findings: readonly number[] };

/** The incident of an emergency that failed; with findings where it was investigated. */
async function incident(investigated = true): Promise<Incident> {
  const change = (
    await takeStep(fixture.app, fixture.operator, "change", null, "declare", firstInput.emergency(fixture))
  ).id;
  await takeStep(fixture.app, fixture.operator, "change", change, "fail", { reason: "It broke." });
  const [row] = await fixture.owner<{ id: number }[]>`select id from incidents where change_id = ${change}`;
  const id = row?.id ?? 0;
  const findings = ["First.", "Second."].map((finding) => ({
    finding,
    owner: fixture.operator2.id,
    due: "2030-01-01",
  }));
  if (investigated)
    await takeStep(fixture.app, fixture.operator2, "incident", id, "investigate", { rootCause: "Haste.", findings });
  const found = await fixture.owner<{ id: number }[]>`select id from findings where incident_id = ${id} order by id`;
  return { id, findings: found.map((finding) => finding.id) };
}

const answer = (on: Incident, finding: unknown, by = fixture.operator, words: unknown = "It is right now.") =>
  takeStep(fixture.app, by, "incident", on.id, "answer", { finding, answer: words });
const field = { because: "field", field: "finding" };

it("is answered after the incident is closed, once, by whom and when its event says", async () => {
  const on = await incident();
  await takeStep(fixture.app, fixture.reviewer, "incident", on.id, "close_incident");
  const { event } = await answer(on, on.findings[1]);
  const answered = await fixture.app`
    select f.id, f.answered_by, f.answered_at = e.received_at as "asItSays", text_body(f.answer_text_id) as text from findings f, events e
    where f.incident_id = ${on.id} and f.answered_at is not null and e.id = ${event}`;
  expect(answered).toEqual([
    { id: on.findings[1], answered_by: fixture.operator.id, asItSays: true, text: "It is right now." },
  ]);
  expect(await refusalFrom(answer(on, on.findings[1], fixture.operator2))).toMatchObject({
    ...field,
    refusal: "no_such_finding",
  });
  expect(await replayDifferences(fixture.owner)).toEqual([]);
});

it("is of that incident, in words, by an operator", async () => {
  const [on, other, open] = [await incident(), await incident(), await incident(false)];
  expect(await refusalFrom(answer(on, other.findings[0]))).toMatchObject(field);
  for (const made of [0, -1, 987_654_321, "x", null, 1e30])
    expect(await refusalFrom(answer(on, made)), String(made)).toMatchObject(field);
  expect(await refusalFrom(answer(on, on.findings[0], fixture.operator, " "))).toMatchObject({ field: "answer" });
  for (const who of [fixture.auditor, fixture.nobody])
    expect(await refusalFrom(answer(on, on.findings[0], who))).toMatchObject({ because: "who" });
  expect(await refusalFrom(answer(open, on.findings[0]))).toMatchObject({ because: "status" });
});

it("is not answered, changed or unanswered past its event, by the app's role, the owner or its trigger", async () => {
  const on = await incident();
  await answer(on, on.findings[0]);
  const [answered, not] = on.findings;
  await fixture.owner.unsafe(`
    create table lever (statement text not null);
    create function pull() returns trigger language plpgsql as $$ begin execute new.statement; return null; end $$;
    create trigger pull after insert on lever for each row execute function pull()`);
  const statements = [
    `update findings set answered_at = now(), answered_by = ${fixture.lead.id}, answer_text_id = finding_text_id where id = ${not}`,
    `update findings f set (answered_at, answered_by, answer_text_id) = (select answered_at, answered_by, answer_text_id from findings where id = ${answered}) where id = ${not}`,
    `update findings set answered_at = null, answered_by = null, answer_text_id = null where id = ${answered}`,
    `update findings set answered_by = ${fixture.lead.id} where id = ${answered}`,
    `update findings set due_on = '2031-01-01' where id = ${not}`,
    `delete from findings where id = ${not}`,
  ];
  for (const statement of statements) {
    expect(await refusalFrom(fixture.app.unsafe(statement)), statement).toMatchObject({ code: "42501" });
    expect(await refusalFrom(fixture.owner.unsafe(statement)), statement).toMatchObject({ code: "WL001" });
    expect(await refusalFrom(fixture.owner`insert into lever values (${statement})`), statement).toMatchObject({
      code: "WL001",
    });
  }
});
