import { describe, expect, it } from "vitest";
import { nextTry, retryAfter } from "./retries";

const hour = 3600;
const middling = { failures: 1, triedFor: 0, chance: 0.5 };

describe("the next try", () => {
  it("comes after 5 s, doubled with each failure, up to 30 min", () => {
    const waits: number[] = [];
    let triedFor = 0;
    for (let failures = 1; failures <= 12; failures += 1) {
      waits.push(nextTry({ ...middling, failures, triedFor }) ?? 0);
      triedFor += waits.at(-1) ?? 0;
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1800, 1800, 1800]);
  });

  it("of an alert that nobody can switch off comes within about a minute, unless the settings are to blame", () => {
    const late = { ...middling, failures: 9, triedFor: hour, isMandatory: true };
    expect(nextTry(late)).toBe(60);
    expect(nextTry({ ...late, isSlow: true })).toBe(1800);
    expect(nextTry({ ...late, askedFor: 90 })).toBe(90);
  });

  it("begins anew where somebody had it sent again, however often it failed before", () => {
    expect(nextTry({ ...middling, failures: 40, triedFor: 0 })).toBe(5);
  });

  it("is spread by a fifth either way", () => {
    expect(nextTry({ ...middling, chance: 0 })).toBe(4);
    expect(nextTry({ ...middling, chance: 0.999999 })).toBeCloseTo(6, 3);
  });

  it("is never earlier than the receiver asks, and never later than a day because it asked", () => {
    expect(nextTry({ ...middling, askedFor: 90 })).toBe(90);
    expect(nextTry({ ...middling, askedFor: 1 })).toBe(5);
    expect(nextTry({ ...middling, askedFor: 10 ** 9 })).toBe(24 * hour);
  });

  it("is slow from the first failure on where the settings are to blame, and does not stop for that", () => {
    expect(nextTry({ ...middling, isSlow: true })).toBe(1800);
    expect(nextTry({ ...middling, isSlow: true, failures: 100, triedFor: 71 * hour })).toBe(1800);
  });

  it("does not come once three days have gone by", () => {
    expect(nextTry({ ...middling, triedFor: 72 * hour - 1 })).toBe(5);
    expect(nextTry({ ...middling, triedFor: 72 * hour })).toBeNull();
  });
});

it("Retry-After is seconds or a date; what is neither, is nothing", () => {
  const now = Date.parse("2026-11-22T15:04:00Z");
  expect(retryAfter("120", now)).toBe(120);
  expect(retryAfter("Sun, 22 Nov 2026 15:05:30 GMT", now)).toBe(90);
  expect(retryAfter("Sun, 22 Nov 2026 15:00:00 GMT", now)).toBe(0);
  for (const header of [null, "", "soon"]) expect(retryAfter(header, now)).toBeNull();
});
