import { afterAll, beforeAll, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { takeStep } from "@/testing/steps";
import { migrate } from "./migrate";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const inZone = (zone: string) => fixture.owner`update installation set site_timezone = ${zone}`;

// The last day of each limit is 15 Jan 2030.
const zones = [
  ["UTC", "2030-01-15T00:00:00Z", "2030-01-16T00:00:00Z"],
  ["Europe/Berlin", "2030-01-14T23:00:00Z", "2030-01-15T23:00:00Z"],
  ["Pacific/Kiritimati", "2030-01-14T10:00:00Z", "2030-01-15T10:00:00Z"],
  ["Pacific/Pago_Pago", "2030-01-15T11:00:00Z", "2030-01-16T11:00:00Z"],
  ["America/New_York", "2030-01-15T05:00:00Z", "2030-01-16T05:00:00Z"],
] as const;

const secondBefore = (at: string) => new Date(Date.parse(at) - 1000).toISOString();

it.each(zones)(
  "in %s an entry makes changes on the whole of its last day, and not a second more",
  async (zone, opens, shuts) => {
    const proposed = await takeStep(fixture.app, fixture.operator, "entry", null, "propose", {
      ...{ entryKind: "standard", title: "Add a dashboard", category: "monitoring", systems: [fixture.dns] },
      ...{ what: "Add it.", rollbackPlan: "Delete it, which leaves the others.", verification: "It shows data." },
      expiresOn: "2030-01-15",
    });
    await takeStep(fixture.app, fixture.lead, "entry", proposed.id, "approve_entry");
    const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", {
      ...firstInput.standard(fixture),
      entry: proposed.id,
      entryValues: {},
    });
    await inZone(zone);
    const fact = async (at: string) => {
      const [row] =
        await fixture.owner`select check_entry(c, 'standard', ${at}) as fact from changes c where id = ${id}`;
      return row?.fact;
    };
    expect(await fact(opens)).toBe(true);
    expect(await fact(secondBefore(shuts))).toBe(true);
    expect(await fact(shuts)).toEqual({ expired: "2030-01-15" });
  },
);

it.each(zones)(
  "in %s the policy is due on one day, of which its leads are told 30 days before by the site's clock",
  async (zone) => {
    await inZone(zone);
    const [row] =
      await fixture.owner`select policy_review_due_on() as due, site_midnight(policy_review_due_on() - 30) as from`;
    expect(row?.due).toBe("2027-04-04");
    const [days] = await fixture.owner`
    select site_day(${row?.from}::timestamptz) as first, site_day(${row?.from}::timestamptz - interval '1 second') as before`;
    expect(days).toEqual({ first: "2027-03-05", before: "2027-03-04" });
  },
);

it("a migration writes the site's zone, and refuses one that PostgreSQL does not know", async () => {
  await migrate(fixture.url("owner"), "demo", { siteTimezone: "Europe/Berlin" });
  expect(await fixture.owner`select site_zone() as zone`).toEqual([{ zone: "Europe/Berlin" }]);
  await expect(migrate(fixture.url("owner"), "demo", { siteTimezone: "Europe/Atlantis" })).rejects.toThrow();
  expect(await fixture.owner`select site_zone() as zone`).toEqual([{ zone: "Europe/Berlin" }]);
});

it("what decides includes the zone: another one leaves another fingerprint", async () => {
  const fingerprint = async () => (await fixture.owner`select rulebook_fingerprint(current_rulebook()) as it`)[0]?.it;
  await inZone("UTC");
  const before = await fingerprint();
  await inZone("Europe/Berlin");
  expect(await fingerprint()).not.toBe(before);
});
