import { mkdir, writeFile } from "node:fs/promises";
import { Agent, get as httpGet } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { buildIfStale } from "../bin/serve/build";
import { ShutdownHooks } from "../bin/serve/shutdown-hooks";
import { Product } from "../e2e/product";
import { type Figure, figureTable } from "./figures";
import { fillGate } from "./fill-gate";
import { newSession } from "./take-steps";

// Measures the gate at 200 requests a second with 1,000 halts and 1,000 freezes, while pages are read.

const questionsPerSecond = 200;
const seconds = 30;
const readers = 2;

await buildIfStale(new ShutdownHooks());
const product = await Product.start();
try {
  console.log("Placing 1,000 halts and 1,000 freezes …");
  const token = await fillGate(product, 1000);
  const session = await newSession(product, "operator-1");
  await askSteadily(token, 2); // warms up
  const pages: number[] = [];
  let reading = true;
  const read = Array.from({ length: readers }, () => readPages(session, pages, () => reading));
  const answers = await askSteadily(token, seconds);
  reading = false;
  await Promise.all(read);
  const at = (times: number[], part: number) =>
    [...times].sort((one, other) => one - other)[Math.floor(times.length * part)] ?? 0;
  const figures: Figure[] = [
    { what: "questions asked", value: answers.length, unit: "" },
    { what: "answered in, the middle one", value: at(answers, 0.5), unit: "ms" },
    { what: "answered in, 95 of 100", value: at(answers, 0.95), unit: "ms", aim: "under 50" },
    { what: "answered in, 99 of 100", value: at(answers, 0.99), unit: "ms" },
    { what: "pages read meanwhile", value: pages.length, unit: "" },
    { what: "a page read in, the middle one", value: at(pages, 0.5), unit: "ms" },
  ];
  console.log(figureTable(figures));
  await mkdir(".bench", { recursive: true });
  await writeFile(".bench/gate.json", JSON.stringify({ at: new Date().toISOString(), figures }, null, 2));
} finally {
  await product.remove();
}

/** An open workload: requests start at an even pace. Durations in milliseconds count from the planned start. */
async function askSteadily(token: string, forSeconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const began = performance.now();
  const all: Promise<number>[] = [];
  for (let n = 0; n < questionsPerSecond * forSeconds; n++) {
    const due = began + (n * 1000) / questionsPerSecond;
    if (due > performance.now()) await pause(due - performance.now());
    all.push(askOnce(token, agent, n).then(() => performance.now() - due));
  }
  const times = await Promise.all(all);
  agent.destroy();
  return times;
}

function askOnce(token: string, agent: Agent, n: number): Promise<void> {
  const include = n % 2 === 0 ? "&include=freezes,changes" : "";
  const path = `/api/gate?client=Measured&application=web&environment=production&nonce=${n}${include}`;
  return new Promise((resolve, reject) => {
    const options = {
      host: "127.0.0.1",
      port: product.port,
      path,
      agent,
      headers: { authorization: `Bearer ${token}` },
    };
    httpGet(options, (answer) => {
      let text = "";
      answer.on("data", (part) => {
        text += part;
      });
      answer.on("end", () =>
        answer.statusCode === 200 && text.includes('"answer": "allow"')
          ? resolve()
          : reject(new Error(`the gate answered ${answer.statusCode}: ${text}`)),
      );
    }).on("error", reject);
  });
}

async function readPages(session: string, times: number[], isReading: () => boolean): Promise<void> {
  const paths = ["/", "/changes", "/halts", "/calendar"];
  for (let n = 0; isReading(); n++) {
    const began = performance.now();
    const answer = await fetch(product.url + paths[n % paths.length], {
      headers: { cookie: `windlass-session=${session}` },
    });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`a page answered ${answer.status}`);
    times.push(performance.now() - began);
    await pause(250);
  }
}
