import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { HaltInstead } from "@/app/changes/halt-instead";
import { AsEnforced } from "@/app/policy/as-enforced";
import { ReportHead } from "@/app/report/report-head";
import { mailBody } from "@/lib/notices/mail-text";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { settings } from "./settings";
import { tellIn } from "./tell";

beforeAll(() => vi.stubEnv("ORGANISATION", "Beta Hosting"));

const person = { timezone: "UTC" };
const site = { appUrl: "https://w.example", zone: "UTC", isDemonstration: false };
const head = { period: "May", filtered: "", drawn: "", by: "", zone: "UTC", isDemo: false };

/** What people read, drawn for the organisation that the environment names. */
const said: Record<string, (organisation: string) => string> = {
  "a refusal on a page": () => refusalSentence("in_scope", { unmanaged: ["old"] }, tellIn(person)),
  "a refusal of an emergency": () => refusalSentence("system_registered", { lacking: ["a category"] }, tellIn(person)),
  "what is offered instead of a deploy": (organisation) =>
    renderToStaticMarkup(<HaltInstead halt={{ client: null, organisation }} />),
  "how the policy is read": (organisation) =>
    renderToStaticMarkup(<AsEnforced uses={[]} organisation={organisation} />),
  "the report": (organisation) => renderToStaticMarkup(<ReportHead {...head} organisation={organisation} />),
  "an e-mail": (organisation) => mailBody({ headline: "", paragraphs: [] }, { ...site, organisation }),
};

describe.each(Object.entries(said))("%s", (_, drawn) => {
  it("names the organisation of the environment, and no other", () => {
    const words = drawn(settings().organisation);
    expect(words).toContain("Beta Hosting");
    expect(words).not.toMatch(/Anchor|the organisation|\{organisation\}/);
  });
});
