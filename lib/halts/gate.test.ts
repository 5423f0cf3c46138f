import { describe, expect, it } from "vitest";
import { answerGate, type GateBlocker, parseGateQuestion } from "./gate";

const read = (query: string) => parseGateQuestion(new URLSearchParams(query));

describe("the question of an address", () => {
  it("names a client, and leaves open what it does not say", () => {
    expect(read("client=Acme&include=freezes,changes")).toEqual({
      client: "Acme",
      application: null,
      environment: null,
      system: null,
      nonce: null,
      include: ["freezes", "changes"],
    });
  });

  it.each([
    ["application=shop", "client is missing"],
    ["client=", "client is missing"],
    ["client=a&client=b", "more than once"],
    ["client=a&status=x", "parameter “status”"],
    ["client=a&include=all", "“include” accepts freezes and changes"],
    [`client=${"a".repeat(201)}`, "at most 200"],
    ["client=a%00b", "at most 200"],
  ])("says what is wrong with %s", (query, words) => {
    expect(read(query)).toContain(words);
  });
});

describe("the answer", () => {
  const question = read("client=acme");
  if (typeof question === "string") throw new Error(question);
  const at = "2026-11-28T10:00:00.000Z";
  const answer = (...inTheWay: GateBlocker[]) => answerGate(question, "Acme", at, inTheWay);
  const since = "2026-11-28T09:00:00.000Z";

  it("allows where nothing is in the way, for a minute", () => {
    expect(answer()).toMatchObject({
      answer: "allow",
      since: null,
      until: null,
      expiresAt: "2026-11-28T10:01:00.000Z",
    });
  });

  it("denies with the reason of the first thing in the way, since when and until when", () => {
    const halt: GateBlocker = { kind: "halt", halt: 1, reason: "Checkout is down.", since };
    const freeze: GateBlocker = { kind: "freeze", freeze: "Year end", since, until: "2026-11-29T00:00:00.000Z" };
    expect(answer(halt, freeze)).toMatchObject({ answer: "deny", reason: "Checkout is down.", since, until: null });
    expect(answer(freeze)).toMatchObject({ reason: "The freeze “Year end” is in force.", until: freeze.until });
    expect(answer({ ...halt, reason: null }).reason).toContain("redacted");
    const change = { kind: "change", change: "CHG-1001", since, until: null, systems: ["web"] } as const;
    expect(answer({ ...change, status: "in_progress" }).reason).toBe("CHG-1001 is in progress on web.");
    expect(answer({ ...change, status: "failed" }).reason).toBe("CHG-1001 failed and is not rolled back on web.");
  });
});
