import { randomUUID } from "node:crypto";
import { elementTree } from "../element-tree";
import { acceptedLocation, approvalPath, draftFields, type PostBatch, postRequest } from "../forms";
import { type LoadRequest, send, textOf } from "../load";
import { formsIn } from "./forms-in";
import type { Account, Running } from "./running";

/** A form of a build as its page holds it, to be sent for any record: of any build, whatever its forms hide and wherever they go. */
type Template = { readonly page: string; readonly action: string; readonly fields: Readonly<Record<string, string>> };

/** New changes through their form, as so many posts; `made` collects their numbers. */
export async function draftPosts(running: Running, count: number, made: number[], title?: string): Promise<PostBatch> {
  const template = await templateOn(running, "operator-1", "/changes/new/normal", "draft");
  const fields = { ...draftFields, ...(title && { title }) };
  const sent = Array.from({ length: count }, () => filledIn(running, template, "operator-1", fields));
  return { requests: sent, check: (answer) => void made.push(numberIn(acceptedLocation(answer))) };
}

/** Those drafts submitted, reviewed and approved, each step a list of posts; the first of them goes ahead, so that its pages show the forms. */
export async function stepPosts(running: Running, made: readonly number[]): Promise<PostBatch[]> {
  const [ahead = 0, ...others] = made;
  const all: PostBatch[] = [];
  for (const { step, accounts, fields } of approvalPath) {
    const template = await templateOn(running, accounts[0], pageOf(ahead), step);
    acceptedLocation(await send(filledIn(running, template, accounts[0], fields, ahead)));
    const sent = others.map((id, turn) => {
      const account = accounts[turn % accounts.length] ?? accounts[0];
      return filledIn(running, template, account, fields, id);
    });
    all.push({ requests: sent, check: acceptedLocation });
  }
  return all;
}

/** Adds notes to a change until it has so many events. */
export async function addNotes(running: Running, id: number, count: number): Promise<void> {
  const template = await templateOn(running, "operator-1", pageOf(id), "note");
  const fields = { comment: "Watched for another hour: the graphs are quiet." };
  for (let turn = 0; turn < count; turn++)
    acceptedLocation(await send(filledIn(running, template, "operator-1", fields, id)));
}

const pageOf = (id: number): string => `/changes/CHG-${id}`;
const numberIn = (address: string): number => Number(/CHG-(\d+)/.exec(address)?.[1]);

async function templateOn(running: Running, account: Account, page: string, step: string): Promise<Template> {
  const answer = await send({ url: running.url + page, token: running.tokens[account] });
  const found = formsIn(elementTree(textOf(answer))).find(({ buttons }) =>
    buttons.some(({ name, value }) => name === "step" && value === step),
  );
  if (!found) throw new Error(`${page} has no form to ${step} for ${account}.`);
  return { page, action: found.action, fields: { ...found.fields, step } };
}

function filledIn(
  running: Running,
  { page, action, fields }: Template,
  account: Account,
  typed: Readonly<Record<string, string>>,
  id?: number,
): LoadRequest {
  const record: Record<string, string> = id === undefined ? {} : { id: String(id) };
  const own = running.url + (id === undefined ? page : pageOf(id));
  const all = { ...fields, ...record, key: randomUUID(), ...typed, step: fields.step ?? "" };
  return postRequest(new URL(action, own).href, all, running.tokens[account]);
}
