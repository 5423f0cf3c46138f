import { clauses } from "../../lib/rules/clauses";
import { type Rule, rulesOf, type Step } from "../../lib/rules/rules";
import { emergencyAt, failedChange, normalAt, normalStatuses } from "../change-fixtures";
import { refusalsOf, stepsOf } from "../ledger";
import { RawClient } from "../raw-client";
import { newSystem } from "../systems";
import { expect, test } from "../test";

const rows = rulesOf("change").filter(({ from }) => from !== "new");
const steps = [...new Set<Step>(rows.map(({ step }) => step))];
const accounts = ["operator-1", "operator-2", "reviewer-1", "ops-lead-1", "auditor-1"];

test("what a page does not offer, a raw POST does not get: every step, by every reason", async ({ product, as }) => {
  test.setTimeout(600_000);
  const ids: number[] = [];
  for (const status of ["draft", ...normalStatuses])
    ids.push(await normalAt(product, await newSystem(product), status));
  ids.push(await failedChange(product, await newSystem(product)), await emergencyAt(product, await newSystem(product)));
  const tried = new Set<string>();
  for (const account of accounts) {
    const raw = await RawClient.forPage(product, await as(account));
    const scraped = await raw.scrape("/people");
    for (const id of ids) {
      const path = `/changes/CHG-${id}`;
      const page = await (await raw.get(path)).text();
      for (const step of steps.filter((each) => !isOffered(page, each))) {
        const pair = `${step}, ${appliesInStatus(page, step) ? `for ${account}` : "from elsewhere"}`;
        if (tried.has(pair)) continue;
        tried.add(pair);
        const before = await stepsOf(product, id);
        const form = await raw.forge(scraped, { subject: "change", id: String(id), step });
        const output = await raw.pageText(await raw.take(form));
        expect.soft(output, pair).toContain("Not done:");
        expect
          .soft(
            Object.values(clauses).filter((clause) => output.includes(clause)),
            pair,
          )
          .not.toEqual([]);
        expect.soft(await stepsOf(product, id), pair).toEqual(before);
        const met = await refusalsOf(product, account, id);
        expect
          .soft(
            met.map(({ data }) => data.refusedStep),
            pair,
          )
          .toContain(step);
      }
    }
  }
  expect(tried.size).toBeGreaterThan(70);
});

/** `edit` is offered by a link, every other step by a button. */
const isOffered = (page: string, step: Step): boolean =>
  step === "edit" ? />Edit<\/a>/.test(page) : new RegExp(`<button[^>]* value="${step}"`).test(page);

const appliesInStatus = (page: string, step: Step): boolean => {
  const [type, status] = [/data-type="(\w+)"/, /data-status="(\w+)"/].map((each) => each.exec(page)?.[1] ?? "");
  return rows.some((row) => row.step === step && ruleApplies(row, type ?? "", status ?? ""));
};

const ruleApplies = ({ types, from }: Rule, type: string, status: string): boolean =>
  (types ?? []).some((each) => each === type) &&
  (from === "any" || (from !== "new" && from.some((each) => each === status)));
