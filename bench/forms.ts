import { randomUUID } from "node:crypto";
import type { FilledProduct } from "./filled-product";
import type { Floor } from "./floor-server";
import type { LoadRequest, LoadResponse } from "./load";

/** Prepared posts of one kind, and the check of their responses. */
export type PostBatch = { readonly requests: readonly LoadRequest[]; readonly check: (answer: LoadResponse) => void };

/** What a person writes into the form of a new normal change. */
export const draftFields = {
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
export const approvalPath = [
  { step: "submit", seq: 1, accounts: ["operator-1"], fields: {} },
  { step: "review", seq: 2, accounts: ["reviewer-1", "reviewer-2"], fields: { comment: "Read it; both fit." } },
  { step: "approve", seq: 3, accounts: ["ops-lead-1", "ops-lead-2"], fields: { comment: "Go ahead." } },
] as const;

/** Collects the numbers of the new changes. */
export async function draftPosts(filledProduct: FilledProduct, count: number, ids: number[]): Promise<PostBatch> {
  const { url } = filledProduct.product;
  const token = filledProduct.tokens["operator-1"];
  const action = await serverActionField({ url: `${url}/changes/new/normal`, token });
  const requests = Array.from({ length: count }, () =>
    postRequest(`${url}/steps`, { ...action, ...draftFields, key: randomUUID() }, token),
  );
  return { requests, check: (answer) => void ids.push(Number(/CHG-(\d+)$/.exec(acceptedLocation(answer))?.[1])) };
}

/** Each step by another person, through the forms of the page. */
export async function approvalPosts(filledProduct: FilledProduct, ids: readonly number[]): Promise<PostBatch[]> {
  const { product, tokens } = filledProduct;
  const page = { url: `${product.url}/changes/CHG-${ids[0]}`, token: tokens["operator-1"] };
  const action = await serverActionField(page);
  return approvalPath.map(({ step, seq, accounts, fields }) => ({
    check: acceptedLocation,
    requests: ids.map((id, turn) =>
      postRequest(
        `${product.url}/steps`,
        { ...action, subject: "change", id: String(id), seq: String(seq), key: randomUUID(), step, ...fields },
        tokens[accounts[turn % accounts.length] ?? accounts[0]],
      ),
    ),
  }));
}

export async function floorPosts(floor: Floor, count: number, of: "draft" | "step"): Promise<PostBatch> {
  const url = `${floor.url}/form`;
  const action = await serverActionField({ url });
  const step = { subject: "change", id: "1001", seq: "2", step: "review", comment: "Read it; both fit." };
  const fields = of === "draft" ? draftFields : step;
  const requests = Array.from({ length: count }, () => postRequest(url, { ...action, ...fields, key: randomUUID() }));
  return { requests, check: acceptedLocation };
}

/** The hidden field by which React names the action for browsers without JavaScript. */
export async function serverActionField({
  url,
  token,
}: Pick<LoadRequest, "url" | "token">): Promise<Record<string, string>> {
  const html = await (await fetch(url, { headers: token ? { cookie: `windlass-session=${token}` } : {} })).text();
  const name = /name="(\$ACTION_ID_[^"]*)"/.exec(html)?.[1];
  if (!name) throw new Error(`${url} has no form.`);
  return { [name]: "" };
}

/** A form with those fields, as a browser sends it. */
export function postRequest(url: string, fields: Readonly<Record<string, string>>, token?: string): LoadRequest {
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
export function acceptedLocation({ status, location, body }: LoadResponse): string {
  if (status !== 303 || location.includes("kept=") || location.includes("sign-in"))
    throw new Error(`A post was answered ${status} ${location} ${status === 303 ? "" : body.subarray(0, 300)}`);
  return location;
}
