import { expect, it } from "vitest";
import { describeError, describeErrorAsText } from "./describe-error";

const secret = "hunter2-hunter2";

it("says the class, the code and the place of an error, and nothing of its message", () => {
  const error = Object.assign(new RangeError(`Invalid time zone specified: ${secret}`), { code: "ERR_ZONE" });
  const description = describeError(error);
  expect(description).toMatchObject({ error: "RangeError", code: "ERR_ZONE" });
  expect(description.at?.[0]).toMatch(/^at .*describe-error\.test\.ts/);
  expect(JSON.stringify(description) + describeErrorAsText(error)).not.toContain(secret);
});

it("is not taken in by a message that looks like a place, a name or a code that was posted", () => {
  const error = Object.assign(new Error(`first\n    at ${secret} (file.ts:1:1)`), {
    code: `x ${secret}`,
    name: secret,
  });
  expect(JSON.stringify(describeError(error))).not.toContain(secret);
});

it("repeats a message that is our own, or the engine's about the program", () => {
  expect(describeError(new Error("The database failed (42P01)."), true).reason).toBe("The database failed (42P01).");
  expect(describeError(new TypeError("Cannot read properties of undefined (reading 'rows')")).reason).toContain("rows");
  expect(describeError(new TypeError(`Cannot read properties of "${secret}"`)).reason).toBeUndefined();
});

it("names the cause, which says why a request of ours failed", () => {
  const cause = Object.assign(new Error(secret), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  expect(describeError(new TypeError("fetch failed", { cause }))).toMatchObject({
    reason: "fetch failed",
    cause: "DEPTH_ZERO_SELF_SIGNED_CERT",
  });
});

it("says of what is no error only what it is", () => {
  expect(describeError(secret)).toEqual({ error: "string" });
  expect(describeError(null)).toEqual({ error: "object" });
});
