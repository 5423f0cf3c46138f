import { afterAll, beforeAll, expect, it } from "vitest";
import { exportLedger } from "@/db/ledger/export-ledger";
import { verifierKey } from "@/db/ledger/signing/checkpoint-note";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import type { SignedIn } from "@/testing/people";
import { withoutTriggers } from "@/testing/raw";
import { newSigner, signLog } from "@/testing/sign-log";
import { takeStep } from "@/testing/steps";
import { tokenOf } from "@/testing/tokens/token-of";
import { verifyExport } from "@/testing/verify-export";

// The auditor's verifier follows tokens by the events alone: what a token did lawfully verifies, and a decision that somebody who
// rules the database writes under one is found.

let fixture: Fixture;
const signer = newSigner();
const key = verifierKey(signer);
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

async function submittedBy(machine: SignedIn): Promise<number> {
  const { id } = await takeStep(fixture.app, machine, "change", null, "draft", firstInput.normal(fixture));
  await takeStep(fixture.app, machine, "change", id, "submit");
  return id;
}

async function verdict() {
  await signLog(fixture.worker, signer);
  return verifyExport(exportLedger(fixture.worker, key), { key });
}

/** The step that one change has, written past every trigger onto another one, with what is given in its bytes. */
const forge = (from: number, onto: number, step: string, over: object) =>
  withoutTriggers(fixture.owner, async (tx) => {
    const [event] = await tx<{ id: number }[]>`
      with last as (select * from events where subject_type = 'change' and subject_id = ${onto} order by seq desc limit 1),
        made as (select nextval('event_ids') as id),
        forged as (select made.id, last.seq + 1 as seq, last.to_status as was, m.person_id, m.to_status, m.revision, m.aside, m.received_at, (m.canonical::jsonb - 'session'
            || jsonb_build_object('event', made.id, 'id', ${onto}::bigint, 'seq', last.seq + 1, 'previous', encode(last.hash, 'hex'))
            || ${JSON.stringify(over)}::text::jsonb)::text as canonical
          from last, made, events m where m.subject_type = 'change' and m.subject_id = ${from} and m.step = ${step})
      insert into events (id, subject_type, subject_id, seq, step, person_id, token_id, from_status, to_status, revision, aside, received_at, read_at, canonical, hash)
      select id, 'change', ${onto}, seq, ${step}, person_id, (canonical::jsonb ->> 'token')::bigint, was, to_status, revision, aside, received_at,
        (canonical::jsonb ->> 'read_at')::integer, canonical, sha256(convert_to(canonical, 'UTF8')) from forged returning id`;
    await tx`insert into ledger_queue (event_id) select ${event?.id ?? 0} where not exists (select from ledger_queue where event_id = ${event?.id ?? 0})`;
  });

it("verifies what tokens did and caused, and finds a decision written under one", async () => {
  const machine = await tokenOf(fixture.app, fixture.operator);
  const [first, second] = [await submittedBy(machine), await submittedBy(machine)];
  await takeStep(fixture.app, fixture.reviewer, "change", first, "review");
  const { id } = await takeStep(fixture.app, machine, "change", null, "declare", firstInput.emergency(fixture));
  await takeStep(fixture.app, machine, "change", id, "fail", { reason: "It got worse." });
  expect(await verdict()).toMatchObject({ ok: true });
  const reviewer = await tokenOf(fixture.app, fixture.reviewer);
  await forge(first, second, "review", { token: reviewer.tokenId });
  const found = await verdict();
  expect(found.ok).toBe(false);
  expect(`${found.verdict}`).toContain("a token never decides");
});
