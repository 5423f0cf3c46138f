import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queryRows } from "@/db/connection/typed-sql";
import { maxViews } from "@/lib/changes/views/saved-views";
import { type Fixture, newFixture } from "@/testing/fixture";
import { hashOf } from "@/testing/people";
import { refusalFrom } from "@/testing/steps";
import { savedViewsQuery } from "./saved-views";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

type Who = { readonly token: string };
type View = { readonly name?: string; readonly query?: string; readonly shared?: boolean };

const save = async ({ token }: Who, { name = "Mine", query = "type=normal", shared = false }: View = {}) =>
  (
    await fixture.app<
      { outcome: string | null }[]
    >`select save_view(${hashOf(token)}, ${name}, ${query}, ${shared}) as outcome`
  )[0]?.outcome;
const remove = async ({ token }: Who, id: string) =>
  (await fixture.app`select delete_view(${hashOf(token)}, ${id}) as deleted`)[0]?.deleted;
const viewsOf = ({ id }: { id: number }) => queryRows(drizzle({ client: fixture.owner }), savedViewsQuery(id));

describe("a saved view", () => {
  it("is its owner's alone until it is shared, and then stands behind the reader's own", async () => {
    expect(await save(fixture.operator)).toBe("saved");
    expect(await save(fixture.auditor, { name: "Theirs", query: "type=emergency" })).toBe("saved");
    expect((await viewsOf(fixture.auditor)).map(({ name }) => name)).toEqual(["Theirs"]);
    expect(await save(fixture.operator, { query: "type=standard", shared: true })).toBe("saved");
    expect(await viewsOf(fixture.auditor)).toMatchObject([
      { name: "Theirs", by: null, isShared: false },
      { name: "Mine", query: "type=standard", isShared: true, by: expect.any(String) },
    ]);
    expect(await viewsOf(fixture.operator)).toMatchObject([{ name: "Mine", by: null }]);
  });

  it("is deleted by its owner alone", async () => {
    const [view] = await viewsOf(fixture.operator);
    expect(await remove(fixture.lead, view?.id ?? "")).toBe(false);
    expect(await remove(fixture.operator, view?.id ?? "")).toBe(true);
    expect(await viewsOf(fixture.operator)).toEqual([]);
  });

  it("has a name and a filter, and nobody keeps more than their share", async () => {
    expect(await save(fixture.operator, { name: "" })).toBe("name");
    expect(await save(fixture.operator, { name: "x".repeat(61) })).toBe("name");
    expect(await save(fixture.operator, { query: "" })).toBe("filter");
    expect(await save(fixture.operator, { query: "x".repeat(1001) })).toBe("filter");
    for (let count = 0; count < maxViews; count++)
      expect(await save(fixture.operator, { name: `View ${count}` })).toBe("saved");
    expect(await save(fixture.operator, { name: "One more" })).toBe("full");
    expect(await save(fixture.operator, { name: "View 3", query: "type=standard" })).toBe("saved");
    expect(await viewsOf(fixture.operator)).toHaveLength(maxViews);
  });

  it("needs a session that lives, and is written by no other way", async () => {
    expect(await save({ token: "unknown" })).toBeNull();
    for (const statement of [
      fixture.app`insert into saved_views (person_id, name, query, shared, at) values (1, 'x', 'y', true, now())`,
      fixture.app`update saved_views set shared = true`,
      fixture.app`delete from saved_views`,
    ])
      expect(await refusalFrom(statement)).toMatchObject({ code: "42501" });
  });
});
