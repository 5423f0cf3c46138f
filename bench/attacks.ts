import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import type { Figure } from "./figures";
import { type FilledProduct, fillProduct } from "./filled-product";
import { serverActionField } from "./forms";
import { newSession } from "./take-steps";

const secondsPerAttack = 10;
const longestAim = "500 ms";

/** One attacker's request, repeated; 0 stands for no response. */
type Attack = { readonly what: string; readonly concurrency: number; readonly attempt: () => Promise<number> };

/** The slowest and the median page of a user while somebody else floods the product with one kind of request. */
export async function benchAttacks(changes: number): Promise<Figure[]> {
  const product = await fillProduct(changes);
  try {
    const attacker = await newSession(product.product, "nobody-1");
    const action = await serverActionField({
      url: `${product.product.url}/changes/new/normal`,
      token: product.tokens["operator-1"],
    });
    const figures = [
      ...(await whileAttacked(product, { what: "nothing", concurrency: 1, attempt: () => pause(50, 0) })),
    ];
    for (const attack of attacksOf(product, attacker, action)) figures.push(...(await whileAttacked(product, attack)));
    figures.push(...(await whileAttacked(product, heldLock(product))));
    return figures;
  } finally {
    await product.product.remove();
  }
}

async function whileAttacked(product: FilledProduct, { what, concurrency, attempt }: Attack): Promise<Figure[]> {
  const until = Date.now() + secondsPerAttack * 1000;
  const countByStatus = new Map<number, number>();
  const attacker = async () => {
    while (Date.now() < until) {
      const status = await attempt().catch(() => 0);
      countByStatus.set(status, (countByStatus.get(status) ?? 0) + 1);
    }
  };
  const attacking = Array.from({ length: concurrency }, attacker);
  const times = await pageTimesMs(product, until);
  await Promise.race([Promise.all(attacking), pause(60_000)]);
  const summary = [...countByStatus].map(([status, count]) => `${count} × ${status || "no answer"}`).join(", ");
  const sorted = times.sort((one, other) => one - other);
  return [
    { what: `${what} (${summary}): slowest page of another`, value: sorted.at(-1) ?? 0, unit: "ms", aim: longestAim },
    { what: `  its middle one of ${times.length}`, value: sorted[Math.floor(times.length / 2)] ?? 0, unit: "ms" },
  ];
}

/** One page after another with a pause, as a person reads. */
async function pageTimesMs({ product, tokens }: FilledProduct, until: number): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; Date.now() < until; turn++) {
    const startedMs = performance.now();
    const path = ["/", "/changes", "/changes/CHG-1001", "/calendar"][turn % 4] ?? "/";
    const answer = await fetch(product.url + path, {
      headers: { Cookie: `windlass-session=${tokens["operator-2"]}` },
      signal: AbortSignal.timeout(60_000),
    });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}`);
    times.push(performance.now() - startedMs);
    await pause(50);
  }
  return times;
}

type Action = Readonly<Record<string, string>>;

function attacksOf({ product, tokens }: FilledProduct, nobody: string, action: Action): readonly Attack[] {
  const get = async (path: string, token: string) => {
    const answer = await fetch(product.url + path, {
      headers: { Cookie: `windlass-session=${token}` },
      redirect: "manual",
      signal: AbortSignal.timeout(60_000),
    });
    await answer.text();
    return answer.status;
  };
  const operator = tokens["operator-1"];
  return [
    {
      what: "a report to the year 9999",
      concurrency: 2,
      attempt: () => get("/report?from=1970-01-01&to=9999-11-30", operator),
    },
    {
      what: "a search of dashes and quotes",
      concurrency: 2,
      attempt: () => get(`/changes?q=${"-%22".repeat(66)}`, operator),
    },
    {
      what: "a pattern that backtracks, without a role",
      concurrency: 2,
      attempt: () => propose(product.url, nobody, action),
    },
    { what: "a pattern that backtracks", concurrency: 2, attempt: () => propose(product.url, operator, action) },
    { what: "500 KB of secret=, without a role", concurrency: 2, attempt: () => draft(product.url, nobody, action) },
    { what: "500 KB of secret=", concurrency: 2, attempt: () => draft(product.url, operator, action) },
    { what: "downloads that nobody reads", concurrency: 4, attempt: () => downloadUnread(product.port, operator) },
    { what: "exports as CSV", concurrency: 2, attempt: () => get("/report.csv", operator) },
    { what: "sign-ins", concurrency: 4, attempt: () => beginSignIn(product.url) },
  ];
}

async function beginSignIn(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/auth/signin/oidc`, {
    method: "POST",
    headers: { Origin: url },
    body: new URLSearchParams({ return: "/" }),
    redirect: "manual",
    signal: AbortSignal.timeout(60_000),
  });
  await answer.text();
  return answer.status;
}

/** An advisory lock that the sequencer once waited for, taken as the app's role. */
function heldLock(product: FilledProduct): Attack {
  const lock = async () => {
    const app = postgres(await product.product.urlOf("app"), { max: 1, onnotice: () => {} });
    await app`select pg_advisory_lock(${7_461_113}), pg_advisory_lock(${7_461_114}), pg_advisory_lock(hashtext('log'))`;
    await pause(2_000);
    await app.end();
    return 1;
  };
  return { what: "advisory locks held as the app", concurrency: 1, attempt: lock };
}

const propose = (url: string, token: string, action: Action) =>
  post(`${url}/steps`, token, {
    ...action,
    subject: "entry",
    step: "propose",
    entryKind: "standard",
    title: "Slow",
    category: "monitoring",
    what: "Add {name}.",
    rollbackPlan: "Delete {name} again.",
    verification: "It shows.",
    blankName: "name",
    blankLabel: "Name",
    blankExample: "a".repeat(50_000),
    blankPattern: "a*a*a*a*a*a*b",
  });

const draft = (url: string, token: string, action: Action) =>
  post(`${url}/steps`, token, {
    ...action,
    subject: "change",
    type: "normal",
    step: "draft",
    title: "Slow",
    what: "secret=".repeat(70_000),
  });

async function post(url: string, token: string, fields: Readonly<Record<string, string>>): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, key: randomUUID() })) form.append(name, value);
  const answer = await fetch(url, {
    method: "POST",
    body: form,
    headers: { Cookie: `windlass-session=${token}`, Origin: new URL(url).origin },
    redirect: "manual",
    signal: AbortSignal.timeout(60_000),
  });
  await answer.text();
  return answer.status;
}

/** Requests a file and reads none of it for three seconds. */
function downloadUnread(port: number, token: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.pause();
      socket.write(
        `GET /report.json?from=1970-01-01 HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: windlass-session=${token}\r\n\r\n`,
      );
    });
    socket.on("error", () => resolve(0));
    setTimeout(() => {
      socket.destroy();
      resolve(1);
    }, 3_000);
  });
}
