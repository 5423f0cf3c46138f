import type { Page } from "@playwright/test";
import { serviceNowCsv } from "../testing/examples/past-exports";
import { choosePast, fillForm, stepForm } from "./forms";
import type { Records } from "./records";
import { openAndSignIn } from "./sign-in";

/** Without an account it is opened without a session. */
export type PageCase = {
  readonly name: string;
  readonly as?: string;
  readonly go: (page: Page, at: Records) => Promise<unknown>;
};

const openPath = (path: string | ((at: Records) => string)) => (page: Page, at: Records) =>
  page.goto(typeof path === "string" ? path : path(at));

const asOperator = (name: string, path: string | ((at: Records) => string)): PageCase => ({
  name,
  as: "operator-1",
  go: openPath(path),
});
const asLead = (name: string, path: string | ((at: Records) => string)): PageCase => ({
  name,
  as: "ops-lead-1",
  go: openPath(path),
});

/** Every page of the product, the demo identity provider's among them. */
export const pageCases: readonly PageCase[] = [
  asLead("waiting for you", "/"),
  asLead("the list", "/changes"),
  asOperator("the list, filtered to nothing", "/changes?q=zzzz&type=normal"),
  asOperator("new change", "/changes/new"),
  asOperator("the choice of an entry", "/changes/new/standard"),
  asOperator("a standard change's form", "/changes/new/standard?entry=1"),
  asOperator("a normal change's form", "/changes/new/normal"),
  asOperator("a routine change's form", "/changes/new/normal?entry=8"),
  asOperator("declare emergency", "/changes/new/emergency"),
  asOperator("a draft", ({ draft }) => draft),
  asOperator("a draft's edit form", ({ draft }) => `${draft}/edit`),
  asLead("a submitted change", ({ submitted }) => submitted),
  asLead("a refused edit", ({ submitted }) => `${submitted}/edit`),
  asOperator("a scheduled change", ({ scheduled }) => scheduled),
  asOperator("a running change", ({ running }) => running),
  asOperator("a failed change", ({ failed }) => failed),
  asOperator("a closed change", ({ closed }) => closed),
  asOperator("a running emergency", ({ emergency }) => emergency),
  asOperator("the calendar's month", "/calendar"),
  asOperator("the calendar's night", "/calendar?view=tonight"),
  asOperator("the calendar's week", "/calendar?view=week"),
  asOperator("the calendar by system", "/calendar?view=systems&days=14"),
  asOperator("the calendar's agenda", "/calendar?view=agenda"),
  asOperator("incidents", "/incidents"),
  asOperator("incidents with open findings", "/incidents?findings=open"),
  asLead("an incident", ({ incident }) => incident),
  asOperator("on call", "/on-call"),
  asOperator(
    "on call, with the preview of a rotation",
    "/on-call?how=rotation&people=2&people=3&first=2030-03-25T09:00&zone=Europe/Berlin&days=7&turns=8&tier=primary",
  ),
  { name: "on call, as an auditor", as: "auditor-1", go: openPath("/on-call") },
  asOperator("freezes", "/freezes"),
  asOperator("halts", "/halts"),
  asOperator("imported records", "/imports"),
  asLead("an import", ({ imported }) => imported),
  asOperator("the calendar with imported records", "/calendar?date=2025-02-03&imported=1"),
  asOperator("the week with imported records", "/calendar?view=week&date=2025-02-03&imported=1"),
  asOperator("the agenda with imported records", "/calendar?view=agenda&date=2025-02-03&imported=1"),
  asOperator("the report with imported records", "/report?from=2025-02-01&to=2025-02-28"),
  asOperator("an imported record", ({ imported }) => `${imported}-1`),
  {
    name: "the mapping of an import",
    as: "ops-lead-1",
    go: async (page) => {
      await choosePast(page, "past.csv", serviceNowCsv);
      await page.getByText("Nothing is imported yet").waitFor();
    },
  },
  asLead("webhooks", "/webhooks"),
  asOperator("the style guide", "/styleguide"),
  asOperator("the reference of the API", "/api-docs"),
  asOperator("the demonstration", "/demonstration"),
  asLead("freezes, as a lead", "/freezes"),
  {
    name: "the preview of a freeze",
    as: "ops-lead-1",
    go: async (page, at) => {
      await openPath("/freezes")(page, at);
      await page.getByText("Place a freeze", { exact: true }).click();
      await fillForm(stepForm(page, "place_freeze"), {
        covers: "all",
        windowStart: "2030-03-01T22:00",
        windowEnd: "2030-03-02T06:00",
        repeatsEvery: "week",
        repeatsTimes: "12",
      });
      await page.getByRole("button", { name: "Preview" }).click();
      await page.getByText("Nothing is placed yet").waitFor();
    },
  },
  asOperator("the catalogue", "/catalogue"),
  asLead("an entry of the catalogue", "/catalogue/1"),
  asOperator("a new version of an entry", "/catalogue/new?entry=1"),
  asLead("systems", "/systems"),
  asOperator("systems of a client", "/systems?client=1"),
  asOperator("a system", "/systems?system=1"),
  { name: "the ledger", as: "auditor-1", go: openPath("/ledger") },
  asOperator("the ledger, earlier", "/ledger?before=30"),
  asLead("deliveries", "/deliveries"),
  { name: "what was given up, as an auditor", as: "auditor-1", go: openPath("/deliveries?status=given_up") },
  asLead("people", "/people"),
  asLead("service accounts", "/accounts"),
  asOperator("your account", "/me"),
  asOperator("people, as an operator", "/people"),
  asOperator("one person", "/people?person=2"),
  asOperator("calendar feeds", "/calendar/feeds"),
  asOperator("the report", "/report"),
  asLead("the report with its sample", "/report?sample=5&seed=visit&sheets=sample"),
  asLead("the share of emergencies", "/emergencies"),
  asOperator("trends", "/trends"),
  asOperator("the policy", "/policy"),
  asLead("the policy, kept by a lead", "/policy"),
  asOperator("a version of the policy", "/policy?version=1"),
  asOperator("no such page", "/nothing/here"),
  asOperator("no such change", "/changes/CHG-999999"),
  { name: "an auditor's form page", as: "auditor-1", go: openPath("/changes/new/normal") },
  { name: "no role", as: "nobody-1", go: openPath("/no-role") },
  { name: "sign in", go: openPath("/sign-in") },
  { name: "sign in again", go: openPath("/sign-in?reason=ended&return=%2Fchanges") },
  {
    name: "the provider's accounts",
    go: async (page) => {
      await page.goto("/sign-in");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.locator("button[name=account]").first().waitFor();
    },
  },
  { name: "the provider's error", go: openPath("/idp/auth?client_id=nobody") },
  {
    name: "the provider's sign-out",
    go: async (page) => {
      await openAndSignIn(page, "operator-1");
      await page.goto("/idp/session/end");
    },
  },
];
