import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { demoAccounts } from "../lib/people/demo-accounts";
import { normalAt } from "./change-fixtures";
import { RawClient } from "./raw-client";
import { expect, test } from "./test";

// Kills the web server or the whole product 50 times under load: no acknowledged step may be lost.
const kills = 50;
const account = demoAccounts[0]?.id ?? "";

test(`${kills} kills of the app lose no step that was acknowledged`, async ({ as, product, system }) => {
  test.setTimeout(1_200_000);
  const id = await normalAt(product, system, "submitted");
  const path = `/changes/CHG-${id}`;
  const raw = await RawClient.forPage(product, await as(account));
  const acknowledged: string[] = [];
  let sent = 0;
  const post = async (form: FormData) => {
    const comment = randomUUID();
    const copy = new FormData();
    for (const [name, value] of form) copy.append(name, value);
    copy.set("comment", comment);
    copy.set("key", randomUUID());
    sent += 1;
    const answer = await raw.take(copy);
    // A redirect without `?kept=` acknowledges the step.
    if (answer.status === 303 && answer.headers.get("location") === path) acknowledged.push(comment);
  };
  for (let kill = 0; kill < kills; kill += 1) {
    const form = await raw.forge(path, { step: "note", subject: "change", id: String(id), seq: "2" });
    let alive = true;
    const postRepeatedly = async () => {
      while (alive) await post(form).catch(() => pause(20));
    };
    const posters = Array.from({ length: 8 }, postRepeatedly);
    await pause(300 + Math.random() * 700);
    const victim = kill % 2 === 0 ? webServerOf(product.pid) : product.pid;
    process.kill(victim, "SIGKILL");
    alive = false;
    await Promise.all(posters);
    await product.end("SIGKILL");
    await product.start();
    const sql = await product.sql("owner");
    const [lost] = await sql`
      select count(*)::int as number from unnest(${acknowledged}::text[]) said
      where not exists (select from texts t join events e on e.id = t.event_id where t.text = said and e.step = 'note')`;
    expect(lost?.number, `after kill ${kill + 1}`).toBe(0);
  }
  const sql = await product.sql("owner");
  const [notes] = await sql`select count(*)::int as number from events where step = 'note'`;
  const [broken] = await sql`
    select count(*)::int as number from events e
    left join events before on (before.subject_type, before.subject_id, before.seq) = (e.subject_type, e.subject_id, e.seq - 1)
    where e.hash <> sha256(convert_to(e.canonical, 'UTF8'))
      or e.canonical::jsonb ->> 'previous' <> encode(coalesce(before.hash, ''), 'hex')`;
  console.log(
    `${kills} kills, ${sent} steps sent, ${acknowledged.length} acknowledged, ${notes?.number} on record, 0 lost`,
  );
  expect(broken?.number).toBe(0);
  expect(acknowledged.length).toBeGreaterThan(kills * 4);
  expect(Number(notes?.number)).toBeGreaterThanOrEqual(acknowledged.length);
});

function webServerOf(parent: number): number {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, "utf8").trim().split(" ").map(Number);
  const web = children.find((pid) => /next/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8")));
  if (!web) throw new Error("There is no web server to kill.");
  return web;
}
