import { expect, it } from "vitest";
import { securityTxt } from "./security-txt";

const contact = "mailto:security@example.com";
const now = Date.parse("2026-11-30T19:06:53Z");

it("names contact, end, language, its own address and the policy, each a line", () => {
  const text = securityTxt({ contact, policy: "https://example.com/disclosure" }, "https://changes.example.com", now);
  expect(text.split("\n")).toEqual([
    "Contact: mailto:security@example.com",
    "Expires: 2027-05-29T00:00:00Z",
    "Preferred-Languages: en",
    "Canonical: https://changes.example.com/.well-known/security.txt",
    "Policy: https://example.com/disclosure",
    "",
  ]);
});

it("leaves out what is not known, and an address without https", () => {
  const text = securityTxt({ contact, policy: null }, "http://localhost:3000", now);
  expect(text).not.toMatch(/Canonical|Policy/);
});

it("always ends in the future, within a year", () => {
  const days = [0, 1, 86_399_999, 86_400_000].map((ms) => {
    const text = securityTxt({ contact, policy: null }, "https://a.example", now + ms);
    return (Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? "") - now) / 86_400_000;
  });
  for (const each of days) expect(each > 170 && each < 365).toBe(true);
});
