import { describe, expect, it } from "vitest";
import { withoutEmailAddresses } from "@/lib/text/without-email-addresses";
import { type Alert, alertSentence, alertState, withoutNeedlessAttest } from "./alert";
import { type ChannelState, channelHealth } from "./channel-health";
import { recipientLabel, retrySentence } from "./delivery-sentences";

const alert: Alert = {
  id: 1,
  status: "queued",
  queuedAt: "21:00",
  deliveredAt: null,
  sentTo: null,
  attempts: 0,
  lastError: null,
  nextAttemptAt: "21:00",
  attested: null,
};
const slack: ChannelState = { configured: true, destination: "hooks.slack.com", reportedAt: "20:59", isAway: false };
const sentence = (changed: Partial<Alert>, now: Partial<ChannelState> = {}) =>
  alertSentence({ ...alert, ...changed }, { ...slack, ...now }, (at) => `at ${at}`);
const state = (changed: Partial<Alert>, now: Partial<ChannelState> = {}) =>
  alertState({ ...alert, ...changed }, { ...slack, ...now });
// The facts of a sentence in their order, whatever words stand between them.
const says = (...words: string[]) => expect.stringMatching(new RegExp(words.join(".*")));

describe("the alert of a failure", () => {
  it("is attested for as long as Slack did not get it", () => {
    const offered = [{ step: "attest" }, { step: "redact" }] as const;
    expect(withoutNeedlessAttest(offered, alert)).toEqual(offered);
    expect(withoutNeedlessAttest(offered, { ...alert, status: "delivered", deliveredAt: "21:01" })).toEqual([
      { step: "redact" },
    ]);
  });

  it("waits: since when, how often it was tried, what came of it and when it is tried again", () => {
    const tellTheTeam = "Tell the team yourself now; an operations lead";
    expect(sentence({})).toEqual(says("at 21:00", tellTheTeam));
    expect(sentence({ attempts: 3, lastError: "Slack answered 500", nextAttemptAt: "21:09" })).toEqual(
      says("3 times", "Slack answered 500", "at 21:09", tellTheTeam),
    );
    expect(sentence({ attempts: 1, lastError: "No answer.", nextAttemptAt: null })).toEqual(
      says("once", "No answer\\. Tell"),
    );
  });

  it("was delivered: to where and when; whatever was attested before", () => {
    const delivered = {
      status: "delivered",
      deliveredAt: "21:10",
      sentTo: "Slack, by a webhook at hooks.slack.com",
      attempts: 4,
    } as const;
    expect(sentence(delivered)).toEqual(says("Slack, by a webhook at hooks.slack.com", "at 21:10"));
    expect(state({ ...delivered, attested: { by: "Ops Lead One", at: "21:05", channel: null } })).toBe("delivered");
  });

  it("was attested: by whom, when and how, also once the words were redacted", () => {
    const attested = { by: "Ops Lead One", at: "21:05", channel: "A phone call" };
    expect(sentence({ attested })).toEqual(says("Ops Lead One", "\\(A phone call\\), at 21:05"));
    expect(sentence({ attested: { ...attested, channel: null } })).toEqual(says("Ops Lead One", "[^)], at 21:05"));
    expect(state({ attested, status: "given_up" })).toBe("attested");
  });

  it("has nowhere to go, was given up, or has nobody who sends it", () => {
    expect(sentence({}, { configured: false })).toEqual(says("^Slack is not configured", "Tell the team yourself now"));
    expect(sentence({ status: "given_up", attempts: 40, lastError: "Slack answered 404" })).toEqual(
      says("40 times and gave up", "Slack answered 404", "Tell"),
    );
    expect(sentence({}, { isAway: true })).toEqual(says("worker", "at 20:59"));
    expect(sentence({}, { isAway: true, reportedAt: null })).toEqual(says("worker is not running"));
  });

  it("is in one state, the one that says most", () => {
    expect(state({})).toBe("waiting");
    expect(state({}, { isAway: true })).toBe("away");
    expect(state({}, { isAway: true, configured: false })).toBe("unconfigured");
    expect(state({ status: "given_up" }, { configured: false })).toBe("given_up");
    expect(channelHealth({ ...slack, isAway: true })).toBe("away");
  });
});

describe("a delivery in the list", () => {
  const tried = (changed: Partial<Alert> & { isUnderWay?: boolean }, by: Partial<ChannelState> = {}, now = "20:59") =>
    retrySentence(
      { ...alert, channel: "slack", isUnderWay: false, ...changed },
      { ...slack, ...by },
      now,
      (at) => `at ${at}`,
    );

  it("says why it failed and what comes next", () => {
    expect(tried({})).toBe("Next attempt: at 21:00.");
    expect(tried({}, {}, "21:01")).toBe("About to be sent.");
    expect(tried({}, { configured: false })).toBe("Waiting until Slack is configured.");
    expect(tried({}, { isAway: true })).toBe("Waiting for the notification worker.");
    expect(tried({ isUnderWay: true })).toBe("Being sent now.");
    expect(tried({ attempts: 2, lastError: "Slack answered 500" })).toBe("Slack answered 500. Next attempt: at 21:00.");
    expect(tried({ status: "delivered", lastError: "Slack answered 500", nextAttemptAt: null })).toBe("");
    expect(tried({ attested: { by: "Ops Lead One", at: "21:05", channel: null }, nextAttemptAt: null })).toEqual(
      says("No further attempts", "Ops Lead One"),
    );
  });

  it("names a person, never an address", () => {
    expect(recipientLabel("email", "Operator One")).toBe("E-mail to Operator One");
    expect(recipientLabel("slack", null)).toBe("Slack");
    expect(withoutEmailAddresses("550 5.1.1 <one@mail.example>: no such user, one+x@mail.example")).toBe(
      "550 5.1.1 (address): no such user, (address)",
    );
  });
});
