import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "@/db/install/migrate";
import { readiness } from "@/db/install/readiness";
import { type Fixture, newFixture } from "@/testing/fixture";
import { allowAnybody, withLooserRules } from "@/testing/model/looser-rules";
import { changedRulebookParts } from "./changed-rulebook-parts";

let fixture: Fixture;

beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(() => fixture.drop());

const changed = () => changedRulebookParts(drizzle(fixture.app));

describe("the living rulebook", () => {
  it("is this program's after a start", async () => {
    expect(await changed()).toEqual([]);
    expect(await readiness()).toEqual({
      ready: true,
      database: "reachable",
      migrations: "current",
      rulebook: "current",
    });
  });

  it("is not while its rules are looser, and is again when they are put back", async () => {
    expect(await withLooserRules(fixture.owner, allowAnybody("review"), changed)).toContain("rules");
    expect(await changed()).toEqual([]);
  });

  it("is not for another function, also after a verification recorded it, until the next start writes its own", async () => {
    await fixture.owner.unsafe(`
      create or replace function check_window_free(c changes, posted jsonb) returns jsonb language sql stable
      set search_path = pg_catalog, public, pg_temp as $$ select 'true'::jsonb $$`);
    expect(await changed()).toEqual(["functions"]);
    await fixture.worker`select record_rulebook('verification')`;
    expect(await changed()).toEqual(["functions"]);
    await migrate(fixture.url("owner"), "demo");
    expect(await changed()).toEqual([]);
  });

  it("is not with a trigger that was taken out", async () => {
    await fixture.owner`alter table changes disable trigger user`;
    expect(await changed()).toEqual(["triggers"]);
  });

  it("makes this program not ready, but for a grant", async () => {
    await fixture.owner`grant select on changes to windlass_signin`;
    expect(await changed()).toEqual(["triggers", "grants"]);
    // What was read some seconds ago is believed: a process of its own has read nothing yet.
    const { vi } = await import("vitest");
    vi.resetModules();
    const { readiness } = await import("@/db/install/readiness");
    expect(await readiness()).toMatchObject({ ready: false, rulebook: "changed", changed: ["triggers", "grants"] });
  });
});
