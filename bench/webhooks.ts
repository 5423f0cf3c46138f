import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { buildIfStale } from "../bin/serve/build";
import { ShutdownHooks } from "../bin/serve/shutdown-hooks";
import { tokenHash } from "../db/people/session-token";
import { newSigningKey } from "../db/webhooks/signing-key";
import { Product } from "../e2e/product";
import { type Figure, figureTable, timed } from "./figures";
import { newSession } from "./take-steps";

// Measures steps of an installation without webhooks and of one beside ten whose endpoints are dead, by turns: so that what else the
// machine does slows both. Half of the endpoints refuse the connection, half take it and never answer.

const stepsPerSecond = 50;
const secondsPerRound = 10;
const rounds = 5;
const deadEndpoints = 10;

await buildIfStale(new ShutdownHooks());
const [plain, hooked] = [await Product.start(), await Product.start()];
const silent = createServer(() => {}).listen(0, "127.0.0.1");
await once(silent, "listening");
try {
  const { port } = silent.address() as AddressInfo;
  const addresses = Array.from({ length: deadEndpoints }, (_, n) => `http://127.0.0.1:${n % 2 === 0 ? 9 : port}/`);
  const [alone, beside] = [await opened(plain, []), await opened(hooked, addresses)];
  for (const one of [alone, beside]) await one.takeNotes(5); // warms up
  const times = { alone: [] as number[], beside: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.alone.push(...(await alone.takeNotes(secondsPerRound)));
    times.beside.push(...(await beside.takeNotes(secondsPerRound)));
  }
  const at = (all: readonly number[], part: number) =>
    all.toSorted((one, other) => one - other)[Math.floor(all.length * part)] ?? 0;
  const figures: Figure[] = [
    { what: "steps taken in each installation", value: times.alone.length, unit: "" },
    { what: "deliveries that wait for dead endpoints", value: await beside.countWaiting(), unit: "" },
    { what: "a step without webhooks, the middle one", value: at(times.alone, 0.5), unit: "ms" },
    { what: "a step beside ten dead endpoints, the middle one", value: at(times.beside, 0.5), unit: "ms" },
    { what: "a step without webhooks, 95 of 100", value: at(times.alone, 0.95), unit: "ms" },
    { what: "a step beside ten dead endpoints, 95 of 100", value: at(times.beside, 0.95), unit: "ms" },
    {
      what: "the latter to the former",
      value: at(times.beside, 0.95) / at(times.alone, 0.95),
      unit: "",
      aim: "under 1.10",
    },
  ];
  console.log(figureTable(figures));
  await mkdir(".bench", { recursive: true });
  await writeFile(".bench/webhooks.json", JSON.stringify({ at: new Date().toISOString(), figures }, null, 2));
  await Promise.all([alone, beside].map(({ close }) => close()));
} finally {
  silent.closeAllConnections();
  silent.close();
  await Promise.all([plain.remove(), hooked.remove()]);
}

/** An installation with a change to write notes on, and a webhook for each address. */
async function opened(product: Product, addresses: readonly string[]) {
  const app = postgres(await product.urlOf("app"), { max: 8, onnotice: () => {} });
  const [operator, lead] = [await newSession(product, "operator-1"), await newSession(product, "ops-lead-1")];
  const draft = { type: "normal", title: "Measured", category: "configuration", systems: [1], what: "Set it." };
  const change = await takeStep(app, operator, "change", null, "draft", draft);
  for (const address of addresses) await addWebhook(app, lead, address);
  return {
    takeNotes: (seconds: number) => notes(app, operator, change, seconds),
    countWaiting: async () =>
      (
        await app<
          { n: number }[]
        >`select count(*)::integer as n from deliveries where webhook_id is not null and status = 'queued'`
      )[0]?.n ?? 0,
    close: () => app.end(),
  };
}

async function takeStep(
  app: Sql,
  token: string,
  recordType: string,
  id: number | null,
  step: string,
  input: postgres.JSONValue,
): Promise<number> {
  const [row] = await app<{ id: number }[]>`
    select perform_step(${token}, ${randomUUID()}, ${tokenHash(randomUUID())}, ${recordType}, ${id}, ${step}, ${null}, ${app.json(input)}) ->> 'id' as id`;
  return Number(row?.id);
}

async function addWebhook(app: Sql, lead: string, address: string): Promise<number> {
  const store = async (secret: string) =>
    (await app<{ hash: string }[]>`select store_webhook_secret(${tokenHash(lead)}, ${secret}) as hash`)[0]?.hash ?? "";
  return takeStep(app, lead, "webhook", null, "add_webhook", {
    name: "Dead",
    address: new URL(address).origin,
    addressHash: await store(address),
    signingKey: await store(newSigningKey()),
    eventTypes: ["change.*"],
    template: "standard",
  });
}

/** An open workload of notes at an even pace; durations in milliseconds. */
async function notes(app: Sql, operator: string, change: number, seconds: number): Promise<number[]> {
  const began = performance.now();
  const all: Promise<{ ms: number }>[] = [];
  for (let n = 0; n < stepsPerSecond * seconds; n++) {
    const due = began + (n * 1000) / stepsPerSecond;
    if (due > performance.now()) await pause(due - performance.now());
    all.push(timed(() => takeStep(app, operator, "change", change, "note", { comment: "Going well." })));
  }
  return (await Promise.all(all)).map(({ ms }) => ms);
}
