import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import type { Signer } from "@/db/ledger/signing/checkpoint-note";
import { seedWorld } from "@/db/seed/demo/seed";
import { loadHistory } from "@/db/seed/load-history";
import { newDatabase } from "@/testing/database";
import { hashOf, signInCast } from "@/testing/people";
import { newSigner, signLog } from "@/testing/sign-log";
import { step } from "@/testing/steps";
import { type Told, tellRecords } from "@/testing/told-records";
import { approvedEntry, type World } from "@/testing/world";

/** A database in which everything has happened once, and by what some of it is found. */
export type SeededReads = World & {
  readonly told: Told;
  readonly changes: readonly number[];
  readonly incidents: readonly number[];
  readonly halt: number;
  readonly client: string;
  /** The secrets of a feed and of a token of the gate. */
  readonly feed: string;
  readonly token: string;
  readonly signer: Signer;
  /** Works on a register that lacks a number, as somebody who rules the database; nothing of it stays. */
  readonly withAGap: (work: (superuser: Sql) => Promise<void>) => Promise<void>;
};

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

export async function seededReads(): Promise<SeededReads> {
  const db = await newDatabase();
  await seedWorld(db.url("owner"));
  await loadHistory(db.url("owner"), { changes: 170, years: 1 }, () => {});
  const cast = await signInCast(db.signin);
  const places = await db.owner`select id from systems order by id limit 2`;
  const [dns, web] = places.map(({ id }) => Number(id)) as [number, number]; // the seed has eight
  const entry = (kind: string) => approvedEntry(db, cast, kind, [dns, web]);
  const world: World = {
    ...db,
    ...cast,
    dns,
    web,
    standardEntry: await entry("standard"),
    routineEntry: await entry("routine"),
  };
  const told = await tellRecords(world);
  const { app, operator, operator2, lead, auditor } = world;
  const client = "Harbour Bank";
  const [feed, token] = [1, 2].map(() => randomBytes(32).toString("base64url")) as [string, string]; // two of two
  const hex = (secret: string) => hashOf(secret).toString("hex");
  await step(app, lead, "person", lead.id, "make_feed", { name: "Mine", feedToken: hex(feed) });
  const made = { name: "Pipeline", ofClient: 1, gateToken: hex(token) };
  await step(app, lead, "installation", 1, "make_token", made);
  const held = { client, application: "shop", environment: "production", reason: "Checkout is down." };
  const halt = await step(app, operator, "halt", null, "place_halt", held);
  const lifted = await step(app, operator, "halt", null, "place_halt", held);
  await step(app, operator, "halt", lifted.id, "lift_halt", { reason: "It is up again." });
  await step(app, lead, "delegation", null, "delegate", {
    delegate: operator2.id,
    windowEnd: inDays(1),
    reason: "On leave.",
  });
  const freeze = {
    name: "Now",
    covers: "client:1",
    windowStart: inDays(-0.5),
    windowEnd: inDays(2),
    timezone: "UTC",
    reason: "So.",
  };
  await step(app, lead, "freeze", null, "place_freeze", freeze);
  await step(app, auditor, "person", auditor.id, "sign_checkpoint");
  await step(app, auditor, "person", auditor.id, "export", { exported: "report.csv" });
  await world.worker`select say_channel('email', true, 'a mail server'), say_channel('slack', true, 'a webhook')`;
  await world.worker`update log_state set looked_at = windlass_now(), in_the_way = ${JSON.stringify([{ pid: 1, application: "psql", user: "x", how: "open", since: inDays(0).replace("Z", "000Z") }])}::text::jsonb`;
  const signer = newSigner();
  await signLog(world.worker, signer);
  await app`select hand_out_checkpoint(id) from checkpoints`;
  const idsOf = async (table: string) =>
    (await db.owner`select max(id) as id from ${db.owner(table)} group by status`).map(({ id }) => Number(id));
  const [changes, incidents] = [await idsOf("changes"), await idsOf("incidents")];
  return { ...world, told, changes, incidents, halt: halt.id, client, feed, token, signer, withAGap };

  async function withAGap(work: (superuser: Sql) => Promise<void>): Promise<void> {
    const superuser = postgres(db.url("superuser"), { max: 1, onnotice: () => {} });
    try {
      await superuser.unsafe(
        `begin; alter table changes disable trigger all; delete from changes where id = ${changes[0]}`,
      );
      await work(superuser);
    } finally {
      await superuser.unsafe("rollback");
      await superuser.end();
    }
  }
}
