import { describe, expect, it } from "vitest";
import { parseRetryAfter, retryDelaySeconds } from "./retry-delay";

const hour = 3600;
const middling = { failures: 1, triedForSeconds: 0, jitter: 0.5 };

describe("the next try", () => {
  it("comes after 5 s, doubled with each failure, up to 30 min", () => {
    const waits: number[] = [];
    let triedFor = 0;
    for (let failures = 1; failures <= 12; failures += 1) {
      waits.push(retryDelaySeconds({ ...middling, failures, triedForSeconds: triedFor }) ?? 0);
      triedFor += waits.at(-1) ?? 0;
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1800, 1800, 1800]);
  });

  it("of an alert that nobody can switch off comes within about a minute, unless the settings are to blame", () => {
    const late = { ...middling, failures: 9, triedForSeconds: hour, isMandatory: true };
    expect(retryDelaySeconds(late)).toBe(60);
    expect(retryDelaySeconds({ ...late, isConfigurationError: true })).toBe(1800);
    expect(retryDelaySeconds({ ...late, retryAfterSeconds: 90 })).toBe(90);
  });

  it("begins anew where somebody had it sent again, however often it failed before", () => {
    expect(retryDelaySeconds({ ...middling, failures: 40, triedForSeconds: 0 })).toBe(5);
  });

  it("is spread by a fifth either way", () => {
    expect(retryDelaySeconds({ ...middling, jitter: 0 })).toBe(4);
    expect(retryDelaySeconds({ ...middling, jitter: 0.999999 })).toBeCloseTo(6, 3);
  });

  it("is never earlier than the receiver asks, and never later than a day because it asked", () => {
    expect(retryDelaySeconds({ ...middling, retryAfterSeconds: 90 })).toBe(90);
    expect(retryDelaySeconds({ ...middling, retryAfterSeconds: 1 })).toBe(5);
    expect(retryDelaySeconds({ ...middling, retryAfterSeconds: 10 ** 9 })).toBe(24 * hour);
  });

  it("is slow from the first failure on where the settings are to blame, and does not stop for that", () => {
    expect(retryDelaySeconds({ ...middling, isConfigurationError: true })).toBe(1800);
    expect(
      retryDelaySeconds({ ...middling, isConfigurationError: true, failures: 100, triedForSeconds: 71 * hour }),
    ).toBe(1800);
  });

  it("does not come once three days have gone by", () => {
    expect(retryDelaySeconds({ ...middling, triedForSeconds: 72 * hour - 1 })).toBe(5);
    expect(retryDelaySeconds({ ...middling, triedForSeconds: 72 * hour })).toBeNull();
  });
});

it("Retry-After is seconds or a date; what is neither, is nothing", () => {
  const now = Date.parse("2026-11-22T15:04:00Z");
  expect(parseRetryAfter("120", now)).toBe(120);
  expect(parseRetryAfter("Sun, 22 Nov 2026 15:05:30 GMT", now)).toBe(90);
  expect(parseRetryAfter("Sun, 22 Nov 2026 15:00:00 GMT", now)).toBe(0);
  for (const header of [null, "", "soon"]) expect(parseRetryAfter(header, now)).toBeNull();
});
