import { afterAll, beforeAll, expect, it } from "vitest";
import { filterLiveTokens, signOut } from "@/db/people/read-session";
import { type Fixture, newFixture } from "@/testing/fixture";
import { signIn } from "@/testing/people";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(() => fixture.drop());

it("knows who may go on watching, and who has left, was sent away, ran out of time or lost their roles", async () => {
  const names = ["stays", "left", "deactivated", "expired", "idle", "without a role"];
  const people = await Promise.all(names.map((name) => signIn(fixture.signin, name, "operator")));
  const [stays, left, deactivated, expired, idle, without] = people;
  const tokens = [...people.map(({ token }) => token), "unknown"];
  expect([...(await filterLiveTokens(tokens))].sort()).toEqual(people.map(({ token }) => token).sort());
  await signOut(left?.token ?? "");
  await fixture.superuser`update people set deactivated_at = now() where id = ${deactivated?.id ?? 0}`;
  await fixture.superuser`update sessions set expires_at = now() where person_id = ${expired?.id ?? 0}`;
  await fixture.superuser`update sessions set last_seen_at = now() - interval '31 minutes' where person_id = ${idle?.id ?? 0}`;
  await fixture.superuser`delete from person_roles where person_id = ${without?.id ?? 0}`;
  expect([...(await filterLiveTokens(tokens))]).toEqual([stays?.token]);
  expect(await filterLiveTokens([])).toEqual(new Set());
});

it("keeps nobody signed in by asking", async () => {
  const person = await signIn(fixture.signin, "watches", "operator");
  const seen = () => fixture.superuser`select last_seen_at::text from sessions where person_id = ${person.id}`;
  await fixture.superuser`update sessions set last_seen_at = now() - interval '20 minutes' where person_id = ${person.id}`;
  const before = [...(await seen())];
  expect((await filterLiveTokens([person.token])).size).toBe(1);
  expect([...(await seen())]).toEqual(before);
});
