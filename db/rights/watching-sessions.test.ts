import { afterAll, beforeAll, expect, it } from "vitest";
import { signOut, watchingSessions } from "@/db/people/session";
import { signIn } from "@/testing/people";
import { newWorld, type World } from "@/testing/world";

let world: World;
beforeAll(async () => {
  world = await newWorld();
  process.env.DATABASE_URL = world.url("app");
});
afterAll(() => world.drop());

it("knows who may go on watching, and who has left, was sent away, ran out of time or lost their roles", async () => {
  const names = ["stays", "left", "deactivated", "expired", "idle", "without a role"];
  const people = await Promise.all(names.map((name) => signIn(world.signin, name, "operator")));
  const [stays, left, deactivated, expired, idle, without] = people;
  const tokens = [...people.map(({ token }) => token), "unknown"];
  expect([...(await watchingSessions(tokens))].sort()).toEqual(people.map(({ token }) => token).sort());
  await signOut(left?.token ?? "");
  await world.superuser`update people set deactivated_at = now() where id = ${deactivated?.id ?? 0}`;
  await world.superuser`update sessions set expires_at = now() where person_id = ${expired?.id ?? 0}`;
  await world.superuser`update sessions set last_seen_at = now() - interval '31 minutes' where person_id = ${idle?.id ?? 0}`;
  await world.superuser`delete from person_roles where person_id = ${without?.id ?? 0}`;
  expect([...(await watchingSessions(tokens))]).toEqual([stays?.token]);
  expect(await watchingSessions([])).toEqual(new Set());
});

it("keeps nobody signed in by asking", async () => {
  const person = await signIn(world.signin, "watches", "operator");
  const seen = () => world.superuser`select last_seen_at::text from sessions where person_id = ${person.id}`;
  await world.superuser`update sessions set last_seen_at = now() - interval '20 minutes' where person_id = ${person.id}`;
  const before = [...(await seen())];
  expect((await watchingSessions([person.token])).size).toBe(1);
  expect([...(await seen())]).toEqual(before);
});
