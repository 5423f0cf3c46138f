import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readFeedReader } from "@/db/calendar/read-feed";
import { appDb, appSql, exportDb, gateDb, searchDb } from "@/db/connection/client";
import { DatabaseError } from "@/db/connection/database-error";
import { openTransaction } from "@/db/connection/open-transaction";
import { openPool } from "@/db/connection/pool";
import { sha256 } from "@/db/connection/sha256";
import { askGate, isGateToken } from "@/db/halts/ask-gate";
import { endOidcSessions, openSession } from "@/db/people/open-session";
import { readSession, signOut } from "@/db/people/read-session";
import { consumeFormDraft, readFormDraft, storeFormDraft } from "@/db/steps/form-drafts";
import { performStep, readReplayedResponse, recordRefusal } from "@/db/steps/perform-step";
import { importSystems } from "@/db/systems/import-systems";
import { databaseFailureOf } from "@/lib/web/database-failure";
import { type Fixture, newFixture } from "@/testing/fixture";

// Whatever fails, no error that leaves `db` holds a query, a parameter or what somebody posted: they end in the log.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
  process.env.SIGNIN_DATABASE_URL = fixture.url("signin");
});
afterAll(() => fixture.drop());

const mark = "MARK5d1f";
const word = (of: string) => `${mark}-${of}`;
const hash = sha256(word("hash"));
const post = () => ({ idempotencyKey: randomUUID(), requestHash: hash });
const input = { type: "normal", title: word("title"), what: word("what"), why: word("why"), systems: [1] };
const drafted = () =>
  ({ recordType: "change", recordId: null, step: "draft", expectedVersion: null, input, ...post() }) as const;
const met = { step: "draft", recordType: "change", recordId: 1, sentence: word("sentence"), clause: "scope" } as const;
const question = {
  client: word("client"),
  application: word("app"),
  environment: null,
  system: null,
  include: [],
  nonce: null,
};
const person = {
  issuer: word("issuer"),
  subject: word("sub"),
  name: word("name"),
  email: word("email"),
  oidcSid: null,
};
const steps = [{ input: { name: word("name"), client: word("client") } }];

/** Each way into the database by which a token, a feed's secret or a posted text goes. */
const attempts: Readonly<Record<string, () => Promise<unknown>>> = {
  perform: () => performStep(word("token"), drafted()),
  firstAnswer: () => readReplayedResponse(word("token"), post()),
  recordRefusal: () => recordRefusal(word("token"), met),
  storeFormDraft: () => storeFormDraft(word("token"), word("path"), Buffer.from(word("sealed"))),
  readFormDraft: () => readFormDraft(word("token"), randomUUID(), word("path")),
  consumeFormDraft: () => consumeFormDraft(word("token"), randomUUID(), word("path")),
  signedIn: () => readSession(word("token")),
  signOut: () => signOut(word("token")),
  openSession: () => openSession({ ...person, roles: [] }),
  endOidcSessions: () => endOidcSessions(word("issuer"), word("sub"), null),
  readerOfFeed: () => readFeedReader(word("secret")),
  askGate: () => askGate(word("token"), question),
  isToken: () => isGateToken(word("token")),
  importSystems: () => importSystems(word("token"), { ...post(), steps }),
  "a transaction": () =>
    exportDb().transaction(async (tx) => {
      await tx.execute(sql`select ${word("text")}`);
      await tx.execute(sql`select ${word("text")}::bigint`);
    }),
  "a search": () => searchDb().execute(sql`select ${word("text")}::bigint`),
  "a batch": () => appSql().begin(async (tx) => await tx`select ${word("text")}::bigint`),
  "a saved point": () => appSql().begin((tx) => tx.savepoint((point) => point`select ${word("text")}::bigint`)),
  "an open transaction": async () => {
    const { sql: open, end } = await openTransaction(appSql(), "read only");
    await open`select ${word("text")}::bigint`.finally(end);
  },
  "a cursor": async () => {
    for await (const rows of appSql()`select ${word("text")}::bigint from generate_series(1, 9)`.cursor(2)) void rows;
  },
  "words for a token": () => gateDb().execute(sql.raw(`select '${word("text")}'::bigint`)),
};

async function failureOf(attempt: () => Promise<unknown>): Promise<unknown> {
  return attempt().then(
    (answer) => answer,
    (error: unknown) => error,
  );
}

/** All that any log could print of an error, its causes and its hidden properties included. */
function printed(error: unknown): string {
  const own = error instanceof Error ? [error.message, error.stack, String(error.cause)] : [];
  return [inspect(error, { depth: 20, showHidden: true }), String(error), JSON.stringify(error), ...own].join("\n");
}

async function expectNoMark(codes: RegExp, only = Object.keys(attempts)): Promise<void> {
  for (const name of only) {
    const failure = await failureOf(attempts[name] ?? fail);
    if (!(failure instanceof Error)) continue;
    expect(failure, name).toBeInstanceOf(DatabaseError);
    expect(printed(failure), name).not.toContain(mark);
    expect(printed(failure), name).not.toMatch(/select |insert into|\$1/);
    expect(failure instanceof DatabaseError && failure.code, name).toMatch(codes);
  }
}
const fail = () => Promise.reject(new Error("no such attempt"));

/** The way's failure, whatever else went well before it. */
const codeOf = async (name: string): Promise<string> => {
  const failure = await failureOf(attempts[name] ?? fail);
  return failure instanceof DatabaseError ? failure.code : inspect(failure);
};

/** What all ways pass in the database says, while `work` is done, `statement` before it answers. */
async function failingAs<T>(statement: string, work: () => Promise<T>): Promise<T> {
  const bodies = await fixture.owner<{ text: string }[]>`
    select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'public'::regnamespace
      and proname in ('live_session', 'store_form_draft', 'sign_in', 'sign_out', 'end_oidc_sessions', 'feed_reader', 'answer_gate', 'perform_step', 'import_systems')`;
  try {
    for (const { text } of bodies) {
      const head = text.slice(0, text.search(/\bLANGUAGE\b/));
      const set = head.includes("SETOF") || head.includes("TABLE(") ? "return;" : "return null;";
      const end = head.includes("RETURNS void") ? "return;" : set;
      await fixture.owner.unsafe(
        `${head} language plpgsql security definer as $body$ begin ${statement}; ${end} end $body$`,
      );
    }
    return await work();
  } finally {
    for (const { text } of bodies) await fixture.owner.unsafe(text);
  }
}

const raising = (code: string) =>
  `raise exception using errcode = '${code}', message = '${word("message")}', detail = 'Key (token)=(${word("detail")})', hint = '${word("hint")}'`;

it.each(["53100", "53200", "53300", "40P01", "40001", "55P03", "57014", "25006", "XX000", "58030", "P0001", "42501"])(
  "an error %s holds none, whatever PostgreSQL says with it",
  async (code) => {
    await failingAs(raising(code), async () => {
      await expectNoMark(new RegExp(`^(${code}|22P02)$`));
      for (const name of [
        "perform",
        "signedIn",
        "storeFormDraft",
        "readerOfFeed",
        "askGate",
        "openSession",
        "importSystems",
      ])
        expect(await codeOf(name), name).toBe(code);
    });
  },
);

it("neither does a value that PostgreSQL cannot read, a text that is twice there, or a real refusal that nobody expects", async () => {
  await expectNoMark(/^22P02$/, [
    "a transaction",
    "a search",
    "a batch",
    "a saved point",
    "an open transaction",
    "a cursor",
    "words for a token",
  ]);
  await failingAs(raising("23505"), () => expectNoMark(/^(23505|22P02)$/));
  await failingAs(raising("WL001"), () => expectNoMark(/^(WL001|22P02)$/));
});

it("neither does one that waited for a lock, was cancelled, or lost its connection", async () => {
  const held = openPool(fixture.url("superuser"), { name: "holder", max: 1 });
  const inTime = await failureOf(() =>
    held.begin(async (tx) => {
      await tx`lock table sessions, feeds, gate_tokens in access exclusive mode`;
      expect(await codeOf("perform")).toBe("55P03");
      for (const [end, code] of [
        ["pg_cancel_backend", /^57014$/],
        ["pg_terminate_backend", /^(57P01|CONNECTION_CLOSED|ECONNRESET)$/],
      ] as const) {
        const all = expectNoMark(code, ["perform", "signedIn", "storeFormDraft", "readerOfFeed", "askGate"]);
        let isDone = false;
        void all
          .finally(() => {
            isDone = true;
          })
          .catch(() => {});
        for (; !isDone; await pause(20))
          await fixture.superuser.unsafe(
            `select ${end}(pid) from pg_stat_activity where usename = 'windlass_app' and wait_event_type = 'Lock' and datname = current_database()`,
          );
        await all;
      }
    }),
  );
  expect(inTime).toBeUndefined();
  await held.end({ timeout: 1 });
});

it("neither does one against a database that takes no records, or that is not there", async () => {
  const url = fixture.url("app");
  const away = openPool(url.replace(/:(\d+)\//, ":1/"), { name: "nowhere", max: 1 });
  const failure = await failureOf(() => away`select ${word("text")}`);
  expect(failure).toBeInstanceOf(DatabaseError);
  expect(failure instanceof DatabaseError && databaseFailureOf(failure.code)).toBe("away");
  expect(printed(failure)).not.toContain(mark);
  await away.end({ timeout: 0 });
  const readOnly = async (to: string) => {
    for (const role of ["windlass_app", "windlass_signin"])
      await fixture.superuser.unsafe(`alter role ${role} in database ${fixture.name} ${to}`);
    await fixture.superuser`select pg_terminate_backend(pid) from pg_stat_activity where usename in ('windlass_app', 'windlass_signin') and datname = current_database()`;
    await failureOf(() => appDb().execute(sql`select 1`));
    await failureOf(attempts.openSession ?? fail);
  };
  await readOnly("set default_transaction_read_only = on");
  await expectNoMark(/^(25006|22P02|CONNECTION_CLOSED|57P01|ECONNRESET)$/);
  expect(await codeOf("openSession")).toBe("25006");
  await readOnly("reset default_transaction_read_only");
});

it("says who may not do what, which is no text of anybody", async () => {
  const failure = await failureOf(() => appDb().execute(sql`select * from sessions where token_sha256 = ${hash}`));
  expect(failure instanceof DatabaseError && failure.message).toBe("permission denied for table sessions (42501)");
});

it("there is no other way to the driver than the one that leaves texts out", () => {
  const files = ["db", "bin", "app", "lib"].flatMap((folder) =>
    readdirSync(folder, { encoding: "utf8", recursive: true })
      .filter((name) => /\.tsx?$/.test(name) && !/\.(test|long)\.ts$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  const importing = (what: RegExp) => files.filter((file) => what.test(readFileSync(file, "utf8")));
  expect(importing(/^import (?!type)[^;]* from "postgres"/m).sort()).toEqual([
    "db/connection/connect.ts",
    "db/connection/pool.ts",
  ]);
  expect(importing(/^import (?!type)[^;]* from "pg"/m)).toEqual(["db/notices/queue/queue-pool.ts"]);
});
