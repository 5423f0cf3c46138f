import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startFakeMailServer } from "@/testing/fake-mail-server";
import { type Fixture, newFixture } from "@/testing/fixture";
import { mailSettings, startNotices } from "@/testing/notices";
import { hashOf } from "@/testing/people";
import { takeStep } from "@/testing/steps";
import { waitUntil } from "@/testing/wait-until";
import type { NoticeWorker } from "./start-notice-worker";

let fixture: Fixture;
let mail: Awaited<ReturnType<typeof startFakeMailServer>>;
let worker: NoticeWorker | null = null;
const logged: string[] = [];

beforeAll(async () => {
  [fixture, mail] = await Promise.all([newFixture(), startFakeMailServer()]);
});
afterEach(async () => {
  await worker?.stop();
  mail.received.length = 0;
  mail.refuseWith(() => null);
  logged.length = 0;
});
afterAll(() => Promise.all([fixture.drop(), mail.close()]));

/** A worker that has said that it can send e-mail: only then are any queued. */
async function start(user = "user"): Promise<void> {
  await fixture.owner`update channel_states set configured = false`;
  worker = startNotices(fixture.url("worker"), { email: mailSettings(mail.address, user) }, (words) =>
    logged.push(words),
  );
  await waitUntil(async () => (await fixture.owner`select from channel_states where configured`).length === 1);
}

const declare = (what: string) =>
  takeStep(fixture.app, fixture.operator, "change", null, "declare", {
    trigger: "restore_service",
    what,
    systems: [fixture.dns],
  });

type Row = { status: string; attempts: number; last_error: string | null; sent_to: string | null };
const emails = (change: number) =>
  fixture.owner<Row[]>`
    select status, attempts, last_error, sent_to from deliveries where change_id = ${change} and channel = 'email' order by person_id`;
const sent = (change: number) =>
  waitUntil(async () => {
    const rows = await emails(change);
    return rows.length > 0 && rows.every(({ status }) => status === "delivered") && rows;
  });

const hostile = `Failing over\r\nBcc: everybody@example.com\r\n\r\n<script>alert(1)</script> & “quotes”${"x".repeat(400)}`;

it("is plain, short, to one person each, and nothing that people typed becomes a header or markup", async () => {
  const name = 'Eve "x" <y@example.com>, Bcc: z@example.com';
  await fixture.signin`select sign_in('test', 'eve', ${name}, 'eve@test.invalid', '{operator}', 'sid-eve', ${hashOf("eve")})`;
  await start();
  const { id } = await declare(hostile);
  const rows = await sent(id);
  expect(mail.received).toHaveLength(rows.length);
  for (const { parsed, to, raw } of mail.received) {
    expect(to).toHaveLength(1);
    expect(parsed.to).toMatchObject({ value: [{ address: to[0] }] });
    expect([parsed.cc, parsed.bcc, parsed.html, parsed.attachments]).toEqual([undefined, undefined, false, []]);
    expect(parsed.headers.get("content-type")).toMatchObject({ value: "text/plain" });
    expect(parsed.headers.get("auto-submitted")).toBe("auto-generated");
    expect(parsed.from?.text).toBe('"Windlass" <windlass@example.com>');
    expect(parsed.subject).toMatch(new RegExp(`^CHG-${id} is an emergency: Failing over`));
    expect(parsed.subject?.length).toBeLessThanOrEqual(120);
    expect(parsed.text).toContain(`\nChange: https://windlass.example.com/changes/CHG-${id}\n`);
    expect(parsed.text).toMatch(
      /Anchor MSP\nChoose which e-mails you get: https:\/\/windlass\.example\.com\/people\n$/,
    );
    expect(parsed.text?.length).toBeLessThan(1500);
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(parsed.messageId).toMatch(/^<[0-9a-f]{40}@example\.com>$/);
  }
  expect(new Set(mail.received.map(({ parsed }) => parsed.messageId)).size).toBe(rows.length);
});

it("about one change is one thread for everybody, and about another one another", async () => {
  await start();
  const first = await declare("Failing over.");
  await sent(first.id);
  await takeStep(fixture.app, fixture.operator, "change", first.id, "fail", { reason: "It is worse." });
  await waitUntil(async () => {
    const rows = await emails(first.id);
    return (
      new Set(mail.received.map(({ parsed }) => parsed.subject)).size > 1 &&
      rows.every(({ status }) => status === "delivered")
    );
  });
  const about = mail.received.map(({ parsed }) => [parsed.references, parsed.inReplyTo]);
  const [root] = about[0] ?? [];
  expect(root).toMatch(new RegExp(`^<CHG-${first.id}\\.[0-9a-f]{16}@example\\.com>$`));
  expect(about).toEqual(about.map(() => [root, root]));
  expect(mail.received.map(({ parsed }) => parsed.messageId)).not.toContain(root);
  mail.received.length = 0;
  await sent((await declare("Failing over again.")).id);
  expect(mail.received.map(({ parsed }) => parsed.references)).not.toContain(root);
});

it("that one server refuses for one person goes to the others", async () => {
  mail.refuseWith((to) =>
    to.startsWith("reviewer") ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null,
  );
  await start();
  const { id } = await declare("Failing over.");
  const rows = await waitUntil(async () => {
    const found = await emails(id);
    return found.length > 0 && found.every(({ status, attempts }) => status === "delivered" || attempts > 0) && found;
  });
  const refused = rows.filter(({ status }) => status !== "delivered");
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(rows.length);
  expect(refused[0]?.last_error).toBe(
    "The mail server answered 550 no such mailbox. Retrying every 30 minutes for three days.",
  );
});

it("a password that is wrong holds all, is told once, and not what it is", async () => {
  await start("wrong");
  const { id } = await declare("Failing over.");
  const rows = await waitUntil(async () => {
    const found = await emails(id);
    return found.length > 0 && found.every(({ attempts }) => attempts > 0) && found;
  });
  for (const { status, last_error } of rows) {
    expect(status).toBe("queued");
    expect(last_error).toMatch(/^The mail server answered 535 .*: check SMTP_URL\. Retrying every 30 minutes/);
  }
  expect(logged).toHaveLength(1);
  expect(JSON.stringify([logged, rows])).not.toContain("secret-password");
});

it("of a server that is not there is tried again soon", async () => {
  const gone = await startFakeMailServer();
  await gone.close();
  worker = startNotices(fixture.url("worker"), { email: mailSettings(gone.address) }, (words) => logged.push(words));
  await waitUntil(
    async () => (await fixture.owner`select from channel_states where configured and destination like '127%'`)[0],
  );
  const { id } = await declare("Failing over.");
  const [row] = await waitUntil(async () => {
    const found = await emails(id);
    return found.some(({ attempts }) => attempts > 0) && found;
  });
  expect(row?.last_error).toMatch(/^The mail server cannot be reached \(E[A-Z]+\)\.$/);
});
