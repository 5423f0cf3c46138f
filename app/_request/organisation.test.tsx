import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { HaltSuggestion } from "@/app/changes/halt-suggestion";
import { Enforcement } from "@/app/policy/enforcement";
import { ReportHead } from "@/app/report/report-head";
import { mailBody } from "@/lib/notices/mail-text";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { settings } from "./settings";
import { timeFormatterFor } from "./time-formatter";

beforeAll(() => vi.stubEnv("ORGANISATION", "Beta Hosting"));

const person = { timezone: "UTC" };
const site = { appUrl: "https://w.example", zone: "UTC", isDemonstration: false };
const reportHead = { period: "May", filterText: "", generatedAt: "", generatedBy: "", zone: "UTC", isDemo: false };

/** Texts that people read, rendered for the organisation that the environment names. */
const texts: Record<string, (organisation: string) => string> = {
  "a refusal on a page": () => refusalSentence("in_scope", { unmanaged: ["old"] }, timeFormatterFor(person)),
  "a refusal of an emergency": () =>
    refusalSentence("system_registered", { lacking: ["a category"] }, timeFormatterFor(person)),
  "what is offered instead of a deploy": (organisation) =>
    renderToStaticMarkup(<HaltSuggestion halt={{ client: null, organisation }} />),
  "how the policy is read": (organisation) =>
    renderToStaticMarkup(<Enforcement uses={[]} organisation={organisation} />),
  "the report": (organisation) => renderToStaticMarkup(<ReportHead {...reportHead} organisation={organisation} />),
  "an e-mail": (organisation) => mailBody({ headline: "", paragraphs: [] }, { ...site, organisation }),
};

describe.each(Object.entries(texts))("%s", (_, render) => {
  it("names the organisation of the environment, and no other", () => {
    const words = render(settings().organisation);
    expect(words).toContain("Beta Hosting");
    expect(words).not.toMatch(/Anchor|the organisation|\{organisation\}/);
  });
});
