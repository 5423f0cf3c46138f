import { expect, it } from "vitest";
import { uploadedRosterSchema } from "./uploaded-roster";

const isUnchanged = (...turns: unknown[]) =>
  uploadedRosterSchema.safeParse({
    title: "Weeks",
    tier: "primary",
    people: [{ name: "Jane", email: null }],
    turns,
    ...{ leftOut: { over: 1 }, goOn: 0, joined: 0, floating: null, zones: [], encoding: "UTF-8" },
  }).success;

it("is what the reader of files makes, whoever sent it", () => {
  expect(isUnchanged([0, 1_774_342_800_000, 1_774_429_200_000])).toBe(true);
  for (const turn of [
    [0, 1e300, 1e301],
    [0, 0.5, 1],
    [1, 0, 1],
    [-1, 0, 1],
  ])
    expect(isUnchanged(turn)).toBe(false);
  expect(isUnchanged(...Array.from({ length: 1001 }, () => [0, 0, 1]))).toBe(false);
});
