import { afterAll, beforeAll, expect, it } from "vitest";
import { listFeedsOf, listFeedsOfOthers } from "@/db/calendar/list-calendar-feeds";
import { readFreeze } from "@/db/calendar/read-freezes";
import { readRedactableTexts } from "@/db/changes/read-redactable-texts";
import { listGateTokens } from "@/db/halts/list-gate-tokens";
import { exportCheckpoint } from "@/db/ledger/read-ledger";
import { readDelivery } from "@/db/notices/list-deliveries";
import { readColleagues, readRoster } from "@/db/on-call/read-roster";
import { readAccountPairs } from "@/db/people/read-account-pairs";
import { readDelegation } from "@/db/people/read-delegations";
import { readPersonHead } from "@/db/people/read-person";
import { readStepUsage } from "@/db/policy/read-step-usage";
import { firstOpened } from "@/db/report/read-population";
import { readScopeDecisions } from "@/db/systems/read-scope-decisions";
import { readClients } from "@/db/systems/read-systems";
import { isSigningKey } from "@/db/webhooks/store-secret";
import { type SeededReads, seededReads } from "@/testing/reads/seeded-reads";

// What the builder asks of one table or a few, once each: rows are as their tables say, and so is what Postgres' functions add.

let fixture: SeededReads;

beforeAll(async () => {
  fixture = await seededReads();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(() => fixture.drop());

/** The seed has others of the same name. */
const called = (name: string) => `${name} (${name.toLowerCase().replaceAll(" ", ".")}@test.invalid)`;
const instant = expect.stringMatching(/^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);

it("answers with what its columns say", async () => {
  const { lead, operator2, records } = fixture;
  const person = { id: lead.id, name: called("Ops Lead One") };
  const feed = { id: 1, name: "Mine", person, withoutTitles: false, createdAt: instant, revokedAt: null };
  expect(await listFeedsOf(lead.id)).toEqual([feed]);
  expect(await listFeedsOfOthers(operator2.id)).toEqual([feed]);
  const token = { id: 1, name: "Pipeline", client: fixture.client, createdBy: called("Ops Lead One") };
  expect(await listGateTokens()).toEqual([{ ...token, createdAt: instant, revokedAt: null }]);
  expect(await readClients()).toContainEqual({ id: 1, name: fixture.client });
  expect(await readColleagues()).toContainEqual({
    id: lead.id,
    name: "Ops Lead One",
    email: "ops.lead.one@test.invalid",
  });
  expect(await readPersonHead(lead.id)).toEqual({ name: "Ops Lead One", deactivatedAt: null });
  expect(await readDelegation(1)).toEqual({ id: 1, status: "lent", stepSeq: 1, delegate: called("Operator Two") });
  expect(await readRoster(1)).toMatchObject({ id: 1, status: "placed" });
  expect(await readFreeze(1)).toMatchObject({ id: 1, status: "placed" });
  expect(await readDelivery(1)).toMatchObject({ id: 1, kind: expect.any(String) });
  expect(await readRedactableTexts("change", [records.normal])).toContainEqual({
    id: expect.any(Number),
    recordId: records.normal,
    field: "comment",
    step: "review",
    by: called("Reviewer One"),
    at: instant,
    excerpt: "Read.",
  });
  expect(await isSigningKey("00".repeat(32))).toBe(false);
  expect(await readAccountPairs()).toEqual([]);
  expect(await readScopeDecisions()).toEqual([]);
  expect(await readStepUsage()).toContainEqual({ ...use, times: expect.any(Number) });
  expect(await firstOpened()).toEqual(instant);
  expect(await exportCheckpoint()).toMatchObject({ size: expect.any(Number) });
});

const use = { recordType: "change", step: "declare", type: "emergency", clause: "" };
