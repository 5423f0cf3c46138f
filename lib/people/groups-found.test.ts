import { expect, it } from "vitest";
import { groupsFound, groupsFoundSentence, toGroupsFound } from "./groups-found";

const claim = { claim: "realm_access.roles", in: "id token", problem: null } as const;

it("tells which claim was looked at, where, and what came", () => {
  expect(groupsFoundSentence(toGroupsFound(claim, ["a", "b"]))).toBe(
    "The claim “realm_access.roles” of the id token names “a”, “b”.",
  );
  expect(groupsFoundSentence(toGroupsFound(claim, []))).toBe(
    "The claim “realm_access.roles” of the id token names no group.",
  );
  expect(groupsFoundSentence(toGroupsFound({ ...claim, in: null }, []))).toContain(
    "not in the ID token, and not in userinfo either.",
  );
  expect(groupsFoundSentence(toGroupsFound({ ...claim, in: null, problem: "userinfo answered 403" }, []))).toContain(
    "and userinfo answered 403.",
  );
});

it("fits into a cookie, however many and long the names are, and stands on one line", () => {
  const many = toGroupsFound(
    claim,
    Array.from({ length: 500 }, (_, n) => `группа\n${n} `.repeat(50)),
  );
  expect(encodeURIComponent(JSON.stringify(many)).length).toBeLessThan(4000);
  expect(many.more + many.names.length).toBe(500);
  expect(groupsFoundSentence(many)).not.toMatch(/\n/);
  expect(groupsFoundSentence(many)).toMatch(/ and \d+ more\.$/);
  expect(groupsFound.parse(many)).toEqual(many);
});
