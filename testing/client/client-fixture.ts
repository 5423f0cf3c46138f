import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NextRequest } from "next/server";
import { approvedEntry, firstInput, newFixture } from "@/testing/fixture";
import { takeStep } from "@/testing/steps";
import { tokenOf } from "@/testing/tokens/token-of";
import { startClient } from "./run-client";
import { startServedApi } from "./served-api";

const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();

/** The API served on this machine, a token of the operator, and a folder in which the client runs. */
export async function newClientFixture(answer: (request: NextRequest) => Promise<Response>) {
  const fixture = await newFixture();
  const { privateKey } = generateKeyPairSync("ed25519");
  const api = await startServedApi(answer);
  Object.assign(process.env, {
    ...{ DATABASE_URL: fixture.url("app"), WINDLASS_DEMO: "1", APP_URL: api.url },
    GATE_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  });
  const { app, owner, operator, reviewer, lead } = fixture;
  const { token } = await tokenOf(app, operator);
  const folder = mkdtempSync(join(tmpdir(), "windlass-client-"));
  const environment = { WINDLASS_URL: api.url, WINDLASS_TOKEN: token };
  const start = (args: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
    startClient(args, { ...environment, ...variables }, folder);
  const idOf = (number: string) => Number(number.slice("CHG-".length));
  const offset = (by: string | null) =>
    owner`update installation set clock_offset = case when ${by}::interval is null then '0' else clock_offset + ${by}::interval end`;

  let systems = 0;
  /** Of a system that no other change touches, so that windows never meet. */
  async function submitted(): Promise<string> {
    const registered = { name: `edge ${++systems}`, client: "Acme" };
    const system = await takeStep(app, operator, "system", null, "register", registered);
    const input = { ...firstInput.normal(fixture), systems: [system.id] };
    const { id } = await takeStep(app, operator, "change", null, "draft", input);
    await takeStep(app, operator, "change", id, "submit");
    return `CHG-${id}`;
  }
  return {
    ...{ api, folder, environment, token, start, submitted, web: fixture.web },
    client: (...call: Parameters<typeof start>) => start(...call).ended,
    /** Another standard entry; one is suspended when a change of it fails. */
    newEntry: () => approvedEntry(fixture, fixture, "standard", [fixture.dns, fixture.web]),
    /** A normal change, scheduled from one minute to another. */
    async scheduled({ from = -5, to = 55 } = {}): Promise<string> {
      const number = await submitted();
      const id = idOf(number);
      await takeStep(app, reviewer, "change", id, "review");
      await takeStep(app, lead, "change", id, "approve");
      const times = { windowStart: minutes(from), windowEnd: minutes(to), timezone: "UTC" };
      await takeStep(app, operator, "change", id, "schedule", times);
      return number;
    },
    stepsOf: async (number: string): Promise<string[]> =>
      (
        await owner`select step from events where subject_type = 'change' and subject_id = ${idOf(number)} order by seq`
      ).map(({ step }) => step),
    /** Where the change stands, and the text of its last step. */
    async result(number: string) {
      const [row] = await owner`
        select c.status, (select t.text from texts t where t.event_id = e.id) as text from changes c
        join events e on e.subject_type = 'change' and e.subject_id = c.id and e.seq = c.step_seq where c.id = ${idOf(number)}`;
      return { status: String(row?.status), text: String(row?.text) };
    },
    async times(number: string) {
      const [row] = await owner`
        select status, utc(ended_at) as ended, utc(window_end) as window_end from changes where id = ${idOf(number)}`;
      return { status: row?.status, ended: String(row?.ended), windowEnd: String(row?.window_end) };
    },
    clearance: async (number: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${api.url}/api/v1/changes/${number}/clearance`, { headers })).json();
    },
    drafts: async (): Promise<number> =>
      Number((await owner`select count(*) from changes where status <> 'cancelled'`)[0]?.count),
    moveClock: offset,
    /** Until the window of the change ends in so many milliseconds. */
    moveClockToEnd: (number: string, ms: number) => owner`
      update installation set clock_offset = (select window_end from changes where id = ${idOf(number)}) - clock_timestamp()
        - make_interval(secs => ${ms / 1000})`,
    resetClock: () => offset(null),
    storedResults: () =>
      readdirSync(folder)
        .filter((name) => name.startsWith("windlass-CHG-"))
        .map((name) => join(folder, name)),
    drop: async () => {
      await api.stop();
      rmSync(folder, { recursive: true, force: true });
      await fixture.drop();
    },
  };
}

export type ClientFixture = Awaited<ReturnType<typeof newClientFixture>>;
