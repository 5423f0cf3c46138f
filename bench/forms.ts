import { randomUUID } from "node:crypto";
import type { Filled } from "./filled";
import type { Floor } from "./floor-server";
import type { Answer, Sent } from "./load";

/** Prepared posts of one kind, and the check of their responses. */
export type Posts = { readonly sent: readonly Sent[]; readonly got: (answer: Answer) => void };

/** What a person writes into the form of a new normal change. */
export const written = {
  subject: "change",
  type: "normal",
  step: "draft",
  boxes: "systems reversible isApplicationDeploy",
  title: "Raise the connection limit of the reporting pool",
  category: "configuration",
  systems: "1",
  what: "Set max_connections of the reporting pool from 80 to 120, one node after another.",
  why: "Reports wait for a connection at the end of each month.",
  rollbackPlan: "Set max_connections back to 80 and reload; the nodes take it without a restart.",
  verification: "The graphs show no waiting clients, and the nightly report is on time.",
  reversible: "on",
};

/** Accounts take turns. */
export const path = [
  { step: "submit", seq: 1, accounts: ["operator-1"], fields: {} },
  { step: "review", seq: 2, accounts: ["reviewer-1", "reviewer-2"], fields: { comment: "Read it; both fit." } },
  { step: "approve", seq: 3, accounts: ["ops-lead-1", "ops-lead-2"], fields: { comment: "Go ahead." } },
] as const;

/** Collects the numbers of the new changes. */
export async function drafts(filled: Filled, count: number, made: number[]): Promise<Posts> {
  const { url } = filled.product;
  const token = filled.tokens["operator-1"];
  const action = await actionOn({ url: `${url}/changes/new/normal`, token });
  const sent = Array.from({ length: count }, () =>
    post(`${url}/steps`, { ...action, ...written, key: randomUUID() }, token),
  );
  return { sent, got: (answer) => void made.push(Number(/CHG-(\d+)$/.exec(landed(answer))?.[1])) };
}

/** Each step by another person, through the forms of the page. */
export async function stepsOn(filled: Filled, made: readonly number[]): Promise<Posts[]> {
  const { product, tokens } = filled;
  const page = { url: `${product.url}/changes/CHG-${made[0]}`, token: tokens["operator-1"] };
  const action = await actionOn(page);
  return path.map(({ step, seq, accounts, fields }) => ({
    got: landed,
    sent: made.map((id, turn) =>
      post(
        `${product.url}/steps`,
        { ...action, subject: "change", id: String(id), seq: String(seq), key: randomUUID(), step, ...fields },
        tokens[accounts[turn % accounts.length] ?? accounts[0]],
      ),
    ),
  }));
}

export async function floorPosts(floor: Floor, count: number, of: "draft" | "step"): Promise<Posts> {
  const url = `${floor.url}/form`;
  const action = await actionOn({ url });
  const step = { subject: "change", id: "1001", seq: "2", step: "review", comment: "Read it; both fit." };
  const fields = of === "draft" ? written : step;
  const sent = Array.from({ length: count }, () => post(url, { ...action, ...fields, key: randomUUID() }));
  return { sent, got: landed };
}

/** The hidden field by which React names the action for browsers without JavaScript. */
export async function actionOn({ url, token }: Pick<Sent, "url" | "token">): Promise<Record<string, string>> {
  const html = await (await fetch(url, { headers: token ? { cookie: `windlass-session=${token}` } : {} })).text();
  const name = /name="(\$ACTION_ID_[^"]*)"/.exec(html)?.[1];
  if (!name) throw new Error(`${url} has no form.`);
  return { [name]: "" };
}

/** A form with those fields, as a browser sends it. */
export function post(url: string, fields: Readonly<Record<string, string>>, token?: string): Sent {
  const boundary = `----windlass${randomUUID()}`;
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const form = {
    body: Buffer.from(`${parts.join("")}--${boundary}--\r\n`),
    type: `multipart/form-data; boundary=${boundary}`,
  };
  return { url, token, form };
}

/** Where a post led; throws when nothing came of it. */
export function landed({ status, location, body }: Answer): string {
  if (status !== 303 || location.includes("kept=") || location.includes("sign-in"))
    throw new Error(`A post was answered ${status} ${location} ${status === 303 ? "" : body.subarray(0, 300)}`);
  return location;
}
