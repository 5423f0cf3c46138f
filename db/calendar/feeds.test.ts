import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, newFixture } from "@/testing/fixture";
import { hashOf, type SignedIn, signIn } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";

// Security, abuse case 10: a feed's secret is stored hashed, opens nothing once revoked, and only events make feeds.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const hex = (secret: string) => hashOf(secret).toString("hex");
const newSecret = () => randomBytes(32).toString("base64url");

async function makeFeed(who: SignedIn, more: object = {}): Promise<{ id: number; secret: string }> {
  const secret = newSecret();
  const input = { name: "Phone", feedToken: hex(secret), ...more };
  await takeStep(fixture.app, who, "person", who.id, "make_feed", input);
  const [feed] = await fixture.owner<{ id: number }[]>`select id from feeds where token_sha256 = ${hashOf(secret)}`;
  return { id: feed?.id ?? 0, secret };
}

const revoke = (by: SignedIn, of: SignedIn, feed: number) =>
  takeStep(fixture.app, by, "person", of.id, "revoke_feed", { feed });

const readerOf = async (secret: string) =>
  (
    await fixture.app<{ person_id: number; without_titles: boolean }[]>`select * from feed_reader(${hashOf(secret)})`
  )[0];

describe("a feed's secret", () => {
  it("opens the calendar of who made it, titles or not, by its hash alone", async () => {
    const { secret } = await makeFeed(fixture.operator, { withoutTitles: true });
    expect(await readerOf(secret)).toMatchObject({ person_id: fixture.operator.id, without_titles: true });
    expect(await readerOf(newSecret())).toBeUndefined();
    expect(await fixture.app`select * from feed_reader(${Buffer.from(secret)})`).toEqual([]);
  });

  it("is in no event, and its hash is in the one that made the feed", async () => {
    const { secret } = await makeFeed(fixture.operator);
    const holding = (text: string) => fixture.owner`select id from events where position(${text} in canonical) > 0`;
    expect(await holding(secret)).toEqual([]);
    expect(await holding(hex(secret))).toHaveLength(1);
  });

  it("opens nothing once it is revoked, and again stays revoked", async () => {
    const { id, secret } = await makeFeed(fixture.operator);
    await revoke(fixture.operator, fixture.operator, id);
    expect(await readerOf(secret)).toBeUndefined();
    expect(await refusalFrom(revoke(fixture.operator, fixture.operator, id))).toMatchObject({ because: "field" });
  });

  it("opens nothing while its person holds no role, and nothing of somebody deactivated", async () => {
    const person = await signIn(fixture.signin, "leaver", "operator");
    const { secret } = await makeFeed(person);
    await signIn(fixture.signin, "leaver");
    expect(await readerOf(secret)).toBeUndefined();
    await signIn(fixture.signin, "leaver", "auditor");
    expect(await readerOf(secret)).toMatchObject({ person_id: person.id });
    await fixture.owner`update people set deactivated_at = now() where id = ${person.id}`;
    expect(await readerOf(secret)).toBeUndefined();
  });

  it.each(["", "x", "A".repeat(64), "a".repeat(63), "0".repeat(65)])(
    "is taken as a digest only: %j",
    async (feedToken) => {
      const input = { name: "Phone", feedToken };
      const feed = takeStep(fixture.app, fixture.operator, "person", fixture.operator.id, "make_feed", input);
      expect(await refusalFrom(feed)).toMatchObject({ because: "field" });
    },
  );

  it("is one feed's", async () => {
    const { secret } = await makeFeed(fixture.operator);
    const again = { name: "Tablet", feedToken: hex(secret) };
    expect(
      await refusalFrom(takeStep(fixture.app, fixture.lead, "person", fixture.lead.id, "make_feed", again)),
    ).toMatchObject({
      code: "23505",
    });
  });
});

describe("a feed", () => {
  it("is made by nobody for another, a lead included", async () => {
    for (const by of [fixture.operator2, fixture.lead, fixture.auditor]) {
      const input = { name: "Phone", feedToken: hex(newSecret()) };
      const made = takeStep(fixture.app, by, "person", fixture.operator.id, "make_feed", input);
      expect(await refusalFrom(made)).toMatchObject({ because: "who" });
    }
  });

  it("of another is revoked by a lead, and by nobody else", async () => {
    const { id, secret } = await makeFeed(fixture.operator);
    for (const by of [fixture.operator2, fixture.reviewer, fixture.auditor, fixture.nobody])
      expect(await refusalFrom(revoke(by, fixture.operator, id))).toMatchObject({ because: "who" });
    // As one's own: it is not among them.
    expect(await refusalFrom(revoke(fixture.operator2, fixture.operator2, id))).toMatchObject({ because: "field" });
    expect(await readerOf(secret)).toBeDefined();
    await revoke(fixture.lead, fixture.operator, id);
    expect(await readerOf(secret)).toBeUndefined();
  });

  it("is written by events alone, whoever connects", async () => {
    const { id } = await makeFeed(fixture.operator);
    const { person_id, token_sha256, event_id } = (await fixture.owner`select * from feeds where id = ${id}`)[0] ?? {};
    const statements = [
      `insert into feeds (person_id, name, without_titles, token_sha256, event_id, created_at) values (${person_id}, 'x', false, '\\x00', ${event_id}, now())`,
      `update feeds set revoked_at = now() where id = ${id}`,
      `update feeds set person_id = ${fixture.lead.id} where id = ${id}`,
      `delete from feeds where id = ${id}`,
      "truncate feeds",
    ];
    for (const statement of statements) {
      expect(await refusalFrom(fixture.app.unsafe(statement)), statement).toMatchObject({ code: "42501" });
      expect(await refusalFrom(fixture.owner.unsafe(statement)), statement).toMatchObject({ because: "kept" });
    }
    expect(token_sha256).toBeInstanceOf(Buffer);
  });

  it("shows the app no hash of its secret", async () => {
    for (const columns of ["*", "token_sha256", "id, token_sha256"])
      expect(await refusalFrom(fixture.app.unsafe(`select ${columns} from feeds`))).toMatchObject({ code: "42501" });
    expect(
      await fixture.app`select id, person_id, name, without_titles, created_at, revoked_at from feeds`,
    ).not.toEqual([]);
    expect(await refusalFrom(fixture.app`select id from feeds where token_sha256 = ${hashOf("x")}`)).toMatchObject({
      code: "42501",
    });
  });
});
