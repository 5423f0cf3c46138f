import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";
import {
  addWebhook,
  claimMessage,
  queueForWebhooks,
  recordWebhookAttempt,
  storeSecret,
} from "@/testing/webhooks/webhook-steps";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const draft = async (systems = [fixture.dns], shareable = false) =>
  (
    await takeStep(fixture.app, fixture.operator, "change", null, "draft", {
      ...firstInput.normal(fixture),
      systems,
      shareable,
    })
  ).id;
const note = (change: number, comment: string) =>
  takeStep(fixture.app, fixture.operator, "change", change, "note", { comment });
const lead = (id: number, step: string, input: object = {}) =>
  takeStep(fixture.app, fixture.lead, "webhook", id, step, { ...input });

type Row = { id: number; status: string; order_key: string; step: string; next: boolean };
const deliveriesTo = async (webhook: number): Promise<Row[]> => [
  ...(await fixture.owner<Row[]>`
    select d.id, d.status, d.order_key, e.step, d.next_attempt_at is not null as next from deliveries d join events e on e.id = d.event_id
    where d.webhook_id = ${webhook} order by d.id`),
];

describe("a webhook", () => {
  it("is added, amended, disabled and enabled by a lead alone", async () => {
    for (const who of [fixture.operator, fixture.auditor, fixture.reviewer])
      expect(await refusalFrom(addWebhook(fixture, who))).toMatchObject({ because: "who" });
    const { id } = await addWebhook(fixture, fixture.lead);
    const input = { name: "Chat", eventTypes: ["change.fail", "incident.*"], template: "slack" };
    expect((await lead(id, "amend_webhook", input)).status).toBe("enabled");
    expect((await lead(id, "disable_webhook")).status).toBe("disabled");
    expect((await lead(id, "enable_webhook")).status).toBe("enabled");
    const [row] = await fixture.owner`select name, origin, template, event_types from webhooks where id = ${id}`;
    expect(row).toEqual({
      name: "Chat",
      template: "slack",
      event_types: ["change.fail", "incident.*"],
      origin: "https://hooks.example.com",
    });
  });

  it("says no secret in any event, and no page reads one", async () => {
    const address = "https://hooks.example.com/services/very-secret";
    const { id, key } = await addWebhook(fixture, fixture.lead, { address });
    const [{ events } = { events: "" }] = await fixture.owner<{ events: string }[]>`
      select string_agg(canonical, ' ') as events from events where subject_type = 'webhook' and subject_id = ${id}`;
    for (const secret of ["very-secret", key, key.replace("whsec_", "")]) expect(events).not.toContain(secret);
    for (const query of ["select * from webhook_secrets", `select claim_webhook_delivery(${id})`])
      await expect(fixture.app.unsafe(query)).rejects.toThrow(/permission denied/);
  });

  it("takes only what its own lead stored before, and for one webhook", async () => {
    const stored = await storeSecret(fixture, fixture.lead, "https://hooks.example.com/a");
    const input = {
      name: "x",
      address: "https://hooks.example.com",
      addressHash: stored,
      eventTypes: ["change.*"],
      template: "slack",
    };
    const { id } = await addWebhook(fixture, fixture.lead);
    const ofOther = await storeSecret(fixture, fixture.lead2, "https://hooks.example.com/b");
    for (const addressHash of ["0".repeat(64), ofOther])
      expect(await refusalFrom(lead(id, "amend_webhook", { ...input, addressHash }))).toMatchObject({
        refusal: "secret_not_stored",
      });
    await lead(id, "amend_webhook", input);
    const another = await addWebhook(fixture, fixture.lead);
    expect(await refusalFrom(lead(another.id, "amend_webhook", input))).toMatchObject({ refusal: "secret_not_stored" });
    const { addressHash: _, ...withoutHash } = input;
    expect(await refusalFrom(lead(id, "amend_webhook", withoutHash))).toMatchObject({ refusal: "secret_not_stored" });
  });

  it("refuses an address with a path, an event that there is not, and a client beside the whole ledger", async () => {
    const { id } = await addWebhook(fixture, fixture.lead);
    const input = { name: "x", eventTypes: ["change.*"], template: "slack" };
    const refusals = [
      { ...input, eventTypes: ["change.nothing"] },
      { ...input, eventTypes: ["person.sign_in"] },
      { ...input, eventTypes: [] },
      { ...input, template: "fax" },
      { ...input, address: "https://hooks.example.com/secret", addressHash: "0".repeat(64) },
    ];
    for (const refused of refusals)
      expect(await refusalFrom(lead(id, "amend_webhook", refused))).toMatchObject({ refusal: "field_misfit" });
    const [{ client } = { client: 0 }] = await fixture.owner<
      { client: number }[]
    >`select client_id as client from systems where id = ${fixture.dns}`;
    expect(
      await refusalFrom(lead(id, "amend_webhook", { ...input, eventTypes: ["ledger.event"], ofClient: client })),
    ).toMatchObject({ refusal: "ledger_is_of_no_client" });
  });

  it("signs with both keys after a rotation, until the old one is dropped or seven days are over", async () => {
    const { id, key } = await addWebhook(fixture, fixture.lead);
    const change = await draft();
    expect(await refusalFrom(lead(id, "drop_old_key"))).toMatchObject({ refusal: "no_old_key" });
    const next = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    await lead(id, "rotate_webhook", { signingKey: await storeSecret(fixture, fixture.lead, next) });
    await queueForWebhooks(fixture);
    const both = await claimMessage(fixture, id);
    expect(both?.keys).toEqual([next, key]);
    await recordWebhookAttempt(fixture, both?.id ?? 0);
    await note(change, "One more.");
    await lead(id, "drop_old_key");
    await queueForWebhooks(fixture);
    expect((await claimMessage(fixture, id))?.keys).toEqual([next]);
  });
});

describe("what is queued", () => {
  it("is each event that a webhook takes, once, from when it was enabled", async () => {
    const before = await draft();
    const { id } = await addWebhook(fixture, fixture.lead, { eventTypes: ["change.draft", "freeze.*"] });
    const change = await draft();
    await note(change, "Not taken.");
    await queueForWebhooks(fixture);
    await queueForWebhooks(fixture);
    expect(before).toBeLessThan(change);
    expect(await deliveriesTo(id)).toMatchObject([
      { step: "draft", status: "queued", order_key: `change ${change}`, next: true },
    ]);
    await lead(id, "disable_webhook");
    await draft();
    await lead(id, "enable_webhook");
    await queueForWebhooks(fixture);
    expect(await deliveriesTo(id)).toHaveLength(1);
  });

  it("is of its client, whose events say no title that is not shared", async () => {
    const other = await takeStep(fixture.app, fixture.operator, "system", null, "register", {
      name: "shop",
      client: "Other",
    });
    const [{ client } = { client: 0 }] = await fixture.owner<
      { client: number }[]
    >`select client_id as client from systems where id = ${other.id}`;
    const { id } = await addWebhook(fixture, fixture.lead, { ofClient: client, template: "slack" });
    await draft();
    await draft([other.id, fixture.dns]);
    await draft([other.id], true);
    await queueForWebhooks(fixture);
    const titles: (string | null | undefined)[] = [];
    for (let message = await claimMessage(fixture, id); message; message = await claimMessage(fixture, id))
      titles.push(message.event.title);
    expect(titles).toEqual([null, "A record"]);
  });

  it("of one change waits for what is before it, and for nothing else", async () => {
    const { id } = await addWebhook(fixture, fixture.lead);
    const [first, second] = [await draft(), await draft()];
    await note(first, "Next.");
    await queueForWebhooks(fixture);
    const [a, b] = [await claimMessage(fixture, id), await claimMessage(fixture, id)];
    expect([a?.event.step, b?.event.step]).toEqual(["draft", "draft"]);
    expect(await claimMessage(fixture, id)).toBeNull();
    await recordWebhookAttempt(fixture, a?.id ?? 0, { ok: false, status: 500, again: "1 hour" });
    expect(await claimMessage(fixture, id)).toBeNull();
    await note(second, "Later.");
    await queueForWebhooks(fixture);
    await recordWebhookAttempt(fixture, a?.id ?? 0);
    expect((await claimMessage(fixture, id))?.event.step).toBe("note");
    await recordWebhookAttempt(fixture, b?.id ?? 0, { ok: false, status: 400 });
    expect((await claimMessage(fixture, id))?.event.step).toBe("note");
    expect((await deliveriesTo(id)).map(({ status }) => status)).toEqual(["delivered", "given_up", "queued", "queued"]);
  });

  it("of the whole ledger is every event in the order of the log, without what was sent itself", async () => {
    const { id } = await addWebhook(fixture, fixture.lead, { eventTypes: ["ledger.event"] });
    const change = await draft();
    await note(change, "Also.");
    await takeStep(fixture.app, fixture.operator, "halt", null, "place_halt", { client: "Acme", reason: "Down." });
    const seen: { step: string; logIndex: number }[] = [];
    for (let last = -1; last !== seen.length; ) {
      last = seen.length;
      await queueForWebhooks(fixture);
      const message = await claimMessage(fixture, id);
      if (message) {
        seen.push(message.event);
        expect(await claimMessage(fixture, id)).toBeNull();
        await recordWebhookAttempt(fixture, message.id);
      }
    }
    expect(seen.map(({ step }) => step)).toEqual(["draft", "note", "place_halt"]);
    expect(seen.map(({ logIndex }) => logIndex)).toEqual(
      seen.map(({ logIndex }) => logIndex).toSorted((a, b) => a - b),
    );
  });

  it("is dropped when its webhook is disabled, as it is when its endpoint is gone", async () => {
    const { id } = await addWebhook(fixture, fixture.lead);
    await Promise.all([draft(), draft(), draft()]);
    await queueForWebhooks(fixture);
    const message = await claimMessage(fixture, id);
    await recordWebhookAttempt(fixture, message?.id ?? 0, { ok: false, status: 410, answer: "Gone\nfor good" });
    const [row] = await fixture.owner`select status, stop_reason from webhooks where id = ${id}`;
    expect(row).toEqual({ status: "disabled", stop_reason: "The endpoint answered 410." });
    expect(await claimMessage(fixture, id)).toBeNull();
    expect((await deliveriesTo(id)).map(({ status }) => status)).toEqual(["given_up", "dropped", "dropped"]);
    const [attempt] =
      await fixture.owner`select status_code, answer from delivery_attempts where delivery_id = ${message?.id ?? 0}`;
    expect(attempt).toEqual({ status_code: 410, answer: "Gone for good" });
  });

  it("that waits for an earlier one goes on waiting when it is sent again by hand", async () => {
    const { id } = await addWebhook(fixture, fixture.lead);
    const change = await draft();
    await note(change, "Second.");
    await queueForWebhooks(fixture);
    const [first, second] = await deliveriesTo(id);
    await takeStep(fixture.app, fixture.lead, "delivery", second?.id ?? 0, "send_again");
    expect((await claimMessage(fixture, id))?.id).toBe(first?.id);
    expect(await claimMessage(fixture, id)).toBeNull();
    await recordWebhookAttempt(fixture, first?.id ?? 0);
    expect((await claimMessage(fixture, id))?.id).toBe(second?.id);
  });

  it("is sent again by hand under the same id", async () => {
    const { id } = await addWebhook(fixture, fixture.lead);
    await draft();
    await queueForWebhooks(fixture);
    const first = await claimMessage(fixture, id);
    await recordWebhookAttempt(fixture, first?.id ?? 0, { ok: false, status: 400 });
    await takeStep(fixture.app, fixture.lead, "delivery", first?.id ?? 0, "send_again");
    const again = await claimMessage(fixture, id);
    expect(again?.event.messageId).toBe(first?.event.messageId);
    await recordWebhookAttempt(fixture, again?.id ?? 0);
    expect((await deliveriesTo(id)).map(({ status }) => status)).toEqual(["delivered"]);
  });
});

it("no row is written past its events, by whoever rules the tables", async () => {
  const { id } = await addWebhook(fixture, fixture.lead);
  await draft();
  await queueForWebhooks(fixture);
  const statements = [
    `update webhooks set origin = 'https://elsewhere.example' where id = ${id}`,
    `delete from webhooks where id = ${id}`,
    "truncate webhooks cascade",
    `update webhook_secrets set value = 'x' where hash in (select address_hash from webhooks where id = ${id})`,
    `delete from webhook_secrets where hash in (select signing_key from webhooks where id = ${id})`,
    `update deliveries set webhook_id = webhook_id - 1 where webhook_id = ${id}`,
    `update deliveries set next_attempt_at = null where webhook_id = ${id}`,
  ];
  for (const statement of statements) await expect(fixture.owner.unsafe(statement), statement).rejects.toThrow();
});
