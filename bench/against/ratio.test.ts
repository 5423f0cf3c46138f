import { describe, expect, it } from "vitest";
import { type Block, ratioOf, spreadOf, verdictOn } from "./ratio";

const block = (old: number[], now: number[]): Block => ({ old, new: now });

describe("the ratio of two builds", () => {
  it("is new over old, of blocks that weigh the same however busy the machine was", () => {
    const quiet = block([10, 10], [5, 5]);
    const busy = block([40, 40], [20, 20]);
    expect(ratioOf([quiet, busy])).toEqual({ ratio: 0.5, low: 0.5, high: 0.5 });
  });

  it("takes twice and half as opposites", () => {
    expect(ratioOf([block([10], [20]), block([10], [5])]).ratio).toBeCloseTo(1);
  });

  it("of turns in the order old, new, new, old is not moved by what grows steadily", () => {
    expect(ratioOf([block([10, 16], [12, 14])]).ratio).toBeCloseTo(1);
  });

  it("has Student's interval around the mean of the logarithms", () => {
    const { ratio, low, high } = ratioOf([1.0, 1.02, 1.04].map((now) => block([1], [now])));
    expect(ratio).toBeCloseTo(1.0199, 3);
    // s = 0.0196 of three logarithms, t = 4.303 with two degrees of freedom: ± 4.303 × 0.0196 / √3.
    expect(Math.log(high / ratio)).toBeCloseTo(0.0487, 3);
    expect(Math.log(ratio / low)).toBeCloseTo(0.0487, 3);
  });

  it("is worth nothing from a single block", () => {
    const once = ratioOf([block([10], [20])]);
    expect(once).toEqual({ ratio: 2, low: 0, high: Number.POSITIVE_INFINITY });
    expect(verdictOn(once, 1.05)).toBe("open");
    expect(spreadOf(once)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("what is said about a limit", () => {
  it("is above or within only when the whole interval is", () => {
    expect(verdictOn({ ratio: 1.08, low: 1.06, high: 1.1 }, 1.05)).toBe("above");
    expect(verdictOn({ ratio: 1.02, low: 1.0, high: 1.04 }, 1.05)).toBe("within");
    expect(verdictOn({ ratio: 1.06, low: 1.03, high: 1.09 }, 1.05)).toBe("open");
    expect(verdictOn({ ratio: 1.04, low: 1.01, high: 1.07 }, 1.05)).toBe("open");
  });

  it("has a spread that five of a hundred can be held against", () => {
    expect(spreadOf({ ratio: 1, low: 0.98, high: 1.02 })).toBeCloseTo(0.02);
  });
});
