import { describe, expect, it } from "vitest";
import { rulebook, rulesOf } from "@/lib/rules/rules";
import { answerExcerpt, judgeAnswer } from "./endpoint-answer";
import { eventTypeChoices, eventTypeLabel } from "./event-types";
import { webhookBody } from "./webhook-body";
import { thinEvent, type WebhookEvent } from "./webhook-event";

const event: WebhookEvent = {
  messageId: "event-77-webhook-3",
  ofLedger: false,
  recordType: "change",
  recordId: 1001,
  step: "approve",
  status: "approved",
  event: 77,
  at: "2026-11-30T10:00:00.000000Z",
  logIndex: 60,
  hash: "ab".repeat(32),
  title: "Rotate <!channel> *keys* @here",
};
const context = { appUrl: "https://windlass.example.com", isDemonstration: false, address: "https://example.com/" };
const bodyOf = (template: Parameters<typeof webhookBody>[0], changed: Partial<WebhookEvent> = {}) =>
  JSON.parse(webhookBody(template, { ...event, ...changed }, context));

describe("the body of a message", () => {
  it("is thin by the standard: no free text", () => {
    expect(bodyOf("standard")).toEqual({
      type: "change.approve",
      timestamp: "2026-11-30T10:00:00.000000Z",
      data: {
        record: "change",
        number: "CHG-1001",
        step: "approve",
        status: "approved",
        event: 77,
        url: "https://windlass.example.com/changes/CHG-1001",
      },
    });
  });

  it("of the whole ledger says its place in the log and its hash", () => {
    const { type, data } = thinEvent({ ...event, ofLedger: true, recordType: "person", recordId: 4 }, context);
    expect(type).toBe("ledger.event");
    expect(data).toMatchObject({ number: "4", record: "person", logIndex: 60, hash: event.hash });
    expect(data.url).toBe("https://windlass.example.com/people");
  });

  it("says of a demonstration that it is one", () => {
    const demonstration = { ...context, isDemonstration: true };
    expect(thinEvent(event, demonstration).data.demonstration).toBe(true);
    expect(webhookBody("slack", event, demonstration)).toContain("Demonstration data");
  });

  it.each(["slack", "mattermost"] as const)("calls nobody and makes no link of a title: %s", (template) => {
    const { text } = bodyOf(template);
    expect(text).toContain("CHG-1001: Approve, now approved. Rotate &lt;!channel&gt;");
    expect(text).toContain("https://windlass.example.com/changes/CHG-1001");
    expect(text).not.toMatch(/<!|@here/);
  });

  it("is a card for Teams, in which a title is no Markdown", () => {
    const [attachment] = bodyOf("teams").attachments;
    expect(attachment.contentType).toBe("application/vnd.microsoft.card.adaptive");
    expect(attachment.content.body[0].text).toContain("\\*keys\\*");
    expect(attachment.content.actions[0].url).toBe("https://windlass.example.com/changes/CHG-1001");
  });

  it("is a change event for PagerDuty, with the key from the address", () => {
    const address = "https://events.pagerduty.com/v2/change/enqueue#R0123456789";
    expect(JSON.parse(webhookBody("pagerduty", event, { ...context, address }))).toMatchObject({
      routing_key: "R0123456789",
      payload: { timestamp: event.at, source: "windlass.example.com", custom_details: { number: "CHG-1001" } },
      links: [{ text: "CHG-1001" }],
    });
  });

  it("has no title where there is none", () => {
    expect(bodyOf("slack", { title: null }).text).toMatch(/now approved\.\*/);
  });
});

it("an answer is understood by its status", () => {
  const judged = (status: number, retryAfter: string | null = null) => judgeAnswer({ status, retryAfter, body: "" }, 0);
  expect([200, 202, 204].every((status) => judged(status).isDelivered)).toBe(true);
  expect([301, 302, 307, 400, 404, 410, 429, 500, 503].some((status) => judged(status).isDelivered)).toBe(false);
  expect(judged(410)).toMatchObject({ isGone: true });
  expect(judged(302).words).toContain("not followed");
  expect([judged(500), judged(429), judged(408)].some(({ needsFix }) => needsFix)).toBe(false);
  expect(judged(404).needsFix).toBe(true);
  expect(judged(429, "120").retryAfterSeconds).toBe(120);
  expect(judged(404, "120").retryAfterSeconds).toBeNull();
});

it("an answer is shown in one line, without what was sent in secret", () => {
  expect(answerExcerpt(`a\nb /hook/secret ${"c".repeat(500)}`, ["/hook/secret", ""])).toMatch(/^a b … c+…$/);
  expect(answerExcerpt("x".repeat(500), [])).toHaveLength(200);
});

it("every step of the records that webhooks know can be chosen, and has a label", () => {
  const values = eventTypeChoices.map(({ value }) => value);
  for (const { step } of rulebook.change) expect(values).toContain(`change.${step}`);
  for (const { step } of rulesOf("incident")) expect(values).toContain(`incident.${step}`);
  expect(new Set(values).size).toBe(values.length);
  expect(eventTypeLabel("change.approve")).toBe("Changes: approve");
  expect(eventTypeLabel("change.*")).toBe("Changes: every step");
});
