import { expect, it } from "vitest";
import { deliveriesPath, failedDeliveriesPath, parseDeliveryFilter, undeliveredAlertsPath } from "./delivery-filter";
import { type DeliverySummary, emergencyShareAlert, leadAlerts } from "./lead-alerts";

const works = { configured: true, destination: "#ops", reportedAt: "2026-11-22T10:00:00Z", isAway: false };
const well: DeliverySummary = { channels: { slack: works, email: works }, givenUp: 0, undeliveredAlerts: 0 };
const words = (news: Partial<DeliverySummary>) => leadAlerts({ ...well, ...news }).map((line) => line.text);

it("says nothing while all is well", () => {
  expect(leadAlerts(well)).toEqual([]);
  expect(emergencyShareAlert({ emergencies: 3, all: 24 })).toMatchObject({
    tone: "plain",
    link: { path: "/emergencies" },
  });
});

it("says in one line what is not configured, Slack as the graver", () => {
  const none = { ...works, configured: false };
  const lines = leadAlerts({ ...well, channels: { slack: none, email: none } });
  expect(lines).toMatchObject([{ tone: "warn", link: { path: "/deliveries" } }]);
  expect(leadAlerts({ ...well, channels: { slack: works, email: none } })).toMatchObject([{ tone: "plain" }]);
});

it("says which alerts reached nobody, what was given up, and that nobody sends", () => {
  const paths = (news: Partial<DeliverySummary>) => leadAlerts({ ...well, ...news }).map((line) => line.link?.path);
  expect(paths({ undeliveredAlerts: 1, givenUp: 1 })).toEqual([undeliveredAlertsPath, failedDeliveriesPath()]);
  expect(words({ undeliveredAlerts: 1000, givenUp: 3 })).toEqual([
    expect.stringMatching(/^1000 or more alerts/),
    expect.stringMatching(/^3 notifications/),
  ]);
  const away = { ...works, isAway: true };
  expect(paths({ channels: { slack: away, email: away } })).toEqual(["/deliveries"]);
  expect(words({ channels: { slack: away, email: away } })[0]).toContain("Slack or E-mail");
});

it("a filter is the address; what it does not understand there, it leaves out", () => {
  expect(
    parseDeliveryFilter({ status: "given_up", kind: "none", channel: ["slack"], change: "CHG-1001", before: "-3" }),
  ).toEqual({
    status: "given_up",
    change: "CHG-1001",
  });
  expect(deliveriesPath({ status: "given_up", channel: "email" })).toBe("/deliveries?status=given_up&channel=email");
  expect(deliveriesPath({})).toBe("/deliveries");
});
