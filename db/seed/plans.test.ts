import { type SQLWrapper, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiChangesQuery } from "@/db/api/read-api-changes";
import { apiDeliveriesQuery } from "@/db/api/read-api-deliveries";
import { apiEventsQuery } from "@/db/api/read-api-events";
import { apiIncidentsQuery } from "@/db/api/read-api-incidents";
import { affectedQuery } from "@/db/calendar/affected-changes";
import { type CalendarQuery, calendarQuery } from "@/db/calendar/read-calendar";
import { feedQuery } from "@/db/calendar/read-feed";
import { freezesQuery } from "@/db/calendar/read-freezes";
import { entriesQuery, usageQuery } from "@/db/catalogue/read-entries";
import { changesPerPage, listQuery } from "@/db/changes/list-changes";
import { changeQuery } from "@/db/changes/read-change";
import { disclosuresQuery } from "@/db/changes/read-disclosures";
import { emergenciesQuery } from "@/db/changes/read-emergency-share";
import { historyQuery, timelineQuery } from "@/db/changes/read-history";
import { redactableTextsQuery } from "@/db/changes/read-redactable-texts";
import { firstRunQuery } from "@/db/first-run/read-first-run";
import { ownChangeCountQuery } from "@/db/home/count-own-changes";
import { noticesQuery } from "@/db/home/read-notices";
import { waitingQuery } from "@/db/home/read-waiting";
import { incidentsQuery } from "@/db/incidents/list-incidents";
import { incidentQuery } from "@/db/incidents/read-incident";
import { coveringQuery } from "@/db/ledger/await-checkpoint";
import { requestStateQuery } from "@/db/ledger/await-ledger-request";
import { ledgerQuery } from "@/db/ledger/read-ledger";
import { entriesPerPage, ledgerEntriesQuery } from "@/db/ledger/read-ledger-entries";
import { gaugesQuery } from "@/db/monitoring/read-gauges";
import { channelsQuery, deliveriesPerPage, deliveriesQuery } from "@/db/notices/list-deliveries";
import { emailPreferencesQuery } from "@/db/notices/read-email-preferences";
import { watchedOfQuery, watchesQuery } from "@/db/notices/read-watches";
import { rostersQuery, upcomingQuery } from "@/db/on-call/read-roster";
import { delegationsQuery } from "@/db/people/read-delegations";
import { peopleQuery, staffQuery } from "@/db/people/read-people";
import { actionsPerPage, actionsQuery, personQuery } from "@/db/people/read-person";
import { policyQuery, policyWithinQuery } from "@/db/policy/read-policy";
import { stepUsageQuery } from "@/db/policy/read-step-usage";
import { eventsQuery, logIndexQuery } from "@/db/report/evidence/read-events";
import {
  changesQuery as changesInEvidence,
  incidentsQuery as incidentsInEvidence,
} from "@/db/report/evidence/read-records";
import { changeAuditsQuery } from "@/db/report/read-change-audits";
import { changeWordingQuery } from "@/db/report/read-change-texts";
import { namesQuery } from "@/db/report/read-names";
import { periodFiguresQuery } from "@/db/report/read-period-figures";
import { populationQuery } from "@/db/report/read-population";
import { exportQuery } from "@/db/report/record-export";
import { recentSystemsQuery } from "@/db/systems/read-recent-systems";
import { webhooksQuery } from "@/db/webhooks/read-webhooks";
import { type CalendarFilter, calendarTypes } from "@/lib/calendar/calendar-filter";
import type { ChangeFilter } from "@/lib/changes/change-filter";
import { lastMonths } from "@/lib/changes/emergency-share";
import { quickFilters } from "@/lib/changes/finding/quick-filters";
import { incidentChoices } from "@/lib/incidents/incident-filter";
import type { DeliveryFilter } from "@/lib/notices/delivery-filter";
import type { ReportScope } from "@/lib/report/report-filter";
import { statusLabels } from "@/lib/rules/labels";
import {
  categories,
  changeStatuses,
  changeTypes,
  channels,
  deliveryStatuses,
  freezeScopes,
  noticeChannels,
  noticeKinds,
  openStatuses,
  reservingStatuses,
} from "@/lib/rules/record";
import type { TestDatabase } from "@/testing/database";
import { type PlansOf, startPlanExplainer } from "@/testing/explain-plans";
import { manyChanges, withStatisticsOf100000 } from "@/testing/many-changes";

// With 100,000 changes, no page reads the whole of `changes` or `events`, its query prepared or not.

let db: TestDatabase;
let planner: { plansOf: PlansOf; end: () => Promise<void> };

beforeAll(async () => {
  db = await manyChanges();
  await withStatisticsOf100000(db);
  planner = await startPlanExplainer(db.url("superuser"));
});
afterAll(async () => {
  await planner.end();
  await db.drop();
});

const month = { start: "2026-05-01T00:00:00Z", end: "2026-06-01T00:00:00Z" };
const wholeTable = /Seq Scan on (changes|events|texts|change_systems|ledger_entries|deliveries|delivery_attempts)\b.*/g;

const builder = drizzle.mock();

const eitherWay = [{ prepared: false }, { prepared: true }];

async function reads(query: SQLWrapper, least = 1, modes = eitherWay): Promise<void> {
  for (const mode of modes) {
    const { plans, rows } = await planner.plansOf(query, mode);
    expect(plans).toContain("Query Text");
    expect(plans.match(wholeTable) ?? [], plans).toEqual([]);
    expect(rows).toBeGreaterThanOrEqual(least);
  }
}

const quickFilterContext = { reader: 5, now: new Date().toISOString(), zone: "UTC", weekStart: "monday" as const };

const page40 = async () => {
  const [row] = await db.owner`select id from changes order by id desc offset ${39 * changesPerPage} limit 1`;
  return Number(row?.id);
};

const lists: readonly [string, ChangeFilter][] = [
  ["without a filter", {}],
  ...changeTypes.map((type): [string, ChangeFilter] => [`of type ${type}`, { type }]),
  ...changeStatuses.map((status): [string, ChangeFilter] => [`of status ${status}`, { status: [status] }]),
  ...categories.map((category): [string, ChangeFilter] => [`of category ${category}`, { category }]),
  ["of a system", { system: 3 }],
  ["of a client", { client: 1 }],
  ["of a client and a status", { client: 2, status: [changeStatuses[10]] }],
  ["of several statuses", { status: [changeStatuses[2], changeStatuses[3], changeStatuses[6]] }],
  ["by last event", { sort: "event" }],
  ["by window", { sort: "window" }],
  ["by last event, of a type", { sort: "event", type: changeTypes[2] }],
  ["by window, of a client", { sort: "window", client: 1 }],
  ["of a person", { person: 1 }],
  ["of a lead", { person: 5 }],
  ["since a day", { from: "2026-11-01" }],
  ["until a day", { to: "2026-06-01" }],
  ["of a month of one type", { from: "2026-05-01", to: "2026-06-01", type: changeTypes[2] }],
  ["searched for a common word", { q: "backup" }],
  ["searched for rare words", { q: "selkie gateway" }],
  ["searched for a word that is nowhere", { q: "xylophone" }],
  ["searched for a number", { q: "CHG-1100" }],
  ["searched for a word, of one type and system", { q: "certificate", type: changeTypes[0], system: 4 }],
];

describe("the list", () => {
  it.each(lists)("%s", async (_, filter) => reads(listQuery(filter), 0, filter.q ? eitherWay.slice(0, 1) : eitherWay));
  it.each(lists)("%s, the oldest first", async (_, filter) =>
    reads(listQuery({ ...filter, order: "oldest" }), 0, eitherWay.slice(0, 1)),
  );

  it.each(quickFilters)("of what the quick filter %s shows", (show) =>
    reads(listQuery({ show }, quickFilterContext), 0),
  );

  it("on page 40", async () => reads(listQuery({ before: await page40() }), changesPerPage));
  it("on page 40 by last event, and by window", async () => {
    const [event] = await db.owner`select id, utc(last_event_at) as at from changes
      order by last_event_at desc, id desc offset ${39 * changesPerPage} limit 1`;
    await reads(listQuery({ sort: "event", before: Number(event?.id), at: String(event?.at) }), changesPerPage);
    const [window] = await db.owner`select id, utc(window_start) as at from changes where window_start is not null
      order by window_start desc, id desc offset ${9 * changesPerPage} limit 1`;
    await reads(listQuery({ sort: "window", before: Number(window?.id), at: String(window?.at) }), changesPerPage);
    const [early] = await db.owner`select id, utc(last_event_at) as at from changes
      order by last_event_at, id offset ${39 * changesPerPage} limit 1`;
    const position = { before: Number(early?.id), at: String(early?.at) };
    await reads(listQuery({ sort: "event", order: "oldest", ...position }), changesPerPage);
  });
  it("on page 40 of a type", async () => reads(listQuery({ before: await page40(), type: changeTypes[1] }), 1));
  it("on page 40 of a client", async () => reads(listQuery({ before: await page40(), client: 1 }), 1));
  it("on page 40 of a period", async () =>
    reads(listQuery({ before: await page40(), from: "2020-01-01" }), changesPerPage));
  it("on page 40 of a person", async () => reads(listQuery({ before: await page40(), person: 2 }), 1));
});

describe("a calendar feed", () => {
  it.each<[string, CalendarFilter]>([
    ["of everything", {}],
    ...calendarTypes.map((type): [string, CalendarFilter] => [`of type ${type}`, { type }]),
    ["of a system", { system: 3 }],
    ["of a client", { client: 1 }],
    ["of a person", { person: 2 }],
    ["of one's own", { mine: "1" }],
    ["of one's own on a system of a client", { mine: "1", system: 3, client: 1 }],
  ])("%s", async (_, filter) => reads(feedQuery(filter, 1)));
});

describe("people", () => {
  it("one with their roles over time, and what they did, the newest and older", async () => {
    const [busiest] =
      await db.owner`select person_id as id, (array_agg(id order by id desc))[500] as event from events group by 1 order by count(*) desc limit 1`;
    const [id, event] = [Number(busiest?.id), Number(busiest?.event)];
    await reads(personQuery(id));
    await reads(actionsQuery(id), actionsPerPage + 1);
    await reads(actionsQuery(id, event), actionsPerPage + 1);
  });

  it("to whom the role is lent, was and will be", async () => {
    await reads(delegationsQuery());
    await reads(delegationsQuery(1000));
  });
});

describe("the deliveries", () => {
  it.each<[string, DeliveryFilter]>([
    ["without a filter", {}],
    ...deliveryStatuses.map((status): [string, DeliveryFilter] => [statusLabels[status], { status }]),
    ...channels.map((channel): [string, DeliveryFilter] => [`by ${channel}`, { channel }]),
    ["of a kind", { kind: noticeKinds[5] }],
    ["of a change", { change: "CHG-1100" }],
    ["of a change, one status and channel", { change: "CHG-1100", status: deliveryStatuses[1], channel: channels[1] }],
    ["to a webhook", { channel: "webhook", webhook: 1 }],
    ["older ones", { before: 10_000 }],
    ["older ones that were given up", { before: 10_000, status: deliveryStatuses[2] }],
  ])("%s", async (_, filter) => reads(deliveriesQuery(filter), 0));

  it("a whole page, what each channel comes to, what a front page says of it, and the e-mails of one", async () => {
    await reads(deliveriesQuery({}), deliveriesPerPage + 1);
    await reads(channelsQuery, noticeChannels.length);
    await reads(webhooksQuery(), 0);
    await reads(webhooksQuery(1), 0);
    await reads(noticesQuery(1, null));
    await reads(emailPreferencesQuery(1));
    await reads(watchesQuery(1), 0);
    await reads(watchedOfQuery(1, ["system:1", "client:1"]));
  });
});

describe("the lists of the API, by number from anywhere", () => {
  const limits = { clientIds: null, systemIds: null };
  const from = (after: number) => ({ limits, after, limit: 200 });
  const filters = [{}, { status: changeStatuses[10] }, { type: changeTypes[2] }, { system: 3 }, { client: 1 }];

  it.each(filters)("changes of %o", async (filter) => {
    await reads(apiChangesQuery({ ...from(0), ...filter }));
    await reads(apiChangesQuery({ ...from(3000), ...filter }));
    await reads(apiChangesQuery({ limits, id: 1100, ...filter }), 0);
  });
  it("incidents, deliveries and events", async () => {
    await reads(apiIncidentsQuery(from(0)));
    await reads(apiDeliveriesQuery(from(10_000)));
    await reads(apiDeliveriesQuery({ ...from(0), status: deliveryStatuses[2] }));
    await reads(apiEventsQuery(from(500)));
  });
});

describe("the other pages", () => {
  it("a change", async () => {
    for (const id of await idsOfEach("changes")) await reads(changeQuery(id));
  });
  it("a scheduled change, with what else its implementer carries out then", async () => {
    const [scheduled] = changeStatuses.filter((status) => reservingStatuses.some((held) => held === status));
    const [change] = await db.owner.begin(async (tx) => {
      await tx`alter table changes disable trigger user`;
      return tx`update changes set implementer_id = 1 where id = (select max(id) from changes where status = ${scheduled ?? ""}) returning id`;
    });
    const { plans } = await planner.plansOf(changeQuery(Number(change?.id)));
    expect(plans.match(wholeTable) ?? []).toEqual([]);
    expect(plans).toMatch(/windows_of_an_implementer|open_changes_of_an_implementer/);
  });
  it("its history", async () => {
    for (const id of await idsOfEach("changes")) await reads(historyQuery("change", id, 200));
  });
  it("an incident and its timeline", async () => {
    for (const id of await idsOfEach("incidents")) await reads(incidentQuery(id));
    for (const id of await idsOfEach("incidents")) await reads(timelineQuery(id, 300), 2);
  });
  it("the texts of a record, to redact one", async () => {
    const [id] = await idsOfEach("changes");
    await reads(redactableTextsQuery("change", [id ?? 0], builder));
  });
  it("where a redacted text had been sent", async () => {
    const [id] = await idsOfEach("changes");
    await reads(disclosuresQuery("change", id ?? 0), 0);
  });
  it("a person's history", () => reads(historyQuery("person", 2, 200)));
  it("what waits", () => reads(waitingQuery({ ...quickFilterContext, actionable: openStatuses })));
  it("how many changes are one's own", () =>
    reads(ownChangeCountQuery({ personId: 2, now: new Date(quickFilterContext.now) })));
  it("the first run of an installation", () => reads(firstRunQuery));
  it("the systems of somebody's latest changes", () => reads(recentSystemsQuery(2)));
  it("the incidents, and older ones", async () => {
    await reads(incidentsQuery({}), 50);
    await reads(incidentsQuery({ before: 100_100 }));
    for (const { filter } of incidentChoices) await reads(incidentsQuery(filter), 0);
  });
  it("the people and the staff", async () => {
    await reads(peopleQuery(null, 100));
    await reads(staffQuery);
  });
  it.each<[string, CalendarQuery["filter"]]>([
    ["a month", {}],
    ["a month of a client", { client: 1 }],
    ["a month of a system", { system: 3 }],
    ["a month of one type", { type: changeTypes[2] }],
    ["a month of mine", { mine: "1" }],
    ["a month of a person", { person: 2 }],
  ])("the calendar: %s", (_, filter) =>
    reads(
      calendarQuery({ from: "2026-05-01T00:00:00Z", to: "2026-06-05T00:00:00Z", zone: "UTC", filter, readerId: 1 }),
    ),
  );
  it.each<[string, CalendarQuery["filter"]]>([
    ["a fortnight", {}],
    ["a fortnight of a client", { client: 1 }],
    ["a fortnight of a system", { system: 3 }],
  ])("the calendar by system: %s", (_, filter) =>
    reads(
      calendarQuery({
        ...{ from: "2026-05-01T00:00:00Z", to: "2026-05-15T00:00:00Z", zone: "UTC", filter, readerId: 1 },
        ...{ rowsPage: 0, since: 1 },
      }),
    ),
  );
  it("what the clock makes due, every few seconds", async () => {
    await reads(sql`select queue_reminders(windlass_now())`);
    await reads(sql`select queue_windows(windlass_now())`);
    await reads(sql`select queue_findings(timestamptz '2026-11-23T09:00:00Z', 'UTC')`);
    await reads(
      sql`select queue_halts(windlass_now() + interval '25 hours'), queue_entries(windlass_now() + interval '1 year')`,
    );
    await reads(sql`select queue_policy_review(windlass_now() + interval '2 years')`);
    await reads(sql`select wake_senders(), claim_deliveries('slack', 50)`);
  });
  it("the catalogue, and how often each entry was used", async () => {
    await reads(entriesQuery());
    expect((await planner.plansOf(entriesQuery())).plans).not.toContain("changes_of_an_entry");
    await reads(usageQuery());
    const { plans } = await planner.plansOf(usageQuery(), { prepared: true });
    expect(plans).toContain("Index Only Scan using changes_of_an_entry");
    expect(plans).toContain("failures_of_an_entry");
  });
  it("the freezes, the past ones, and what one would touch", async () => {
    await reads(freezesQuery(), 3);
    await reads(freezesQuery(1000), 1);
    const [{ from, to } = {}] = await db.owner`select utc(now()) as from, utc(now() + interval '1 year') as to`;
    await reads(affectedQuery(freezeScopes[0], [[from, to]]));
    await reads(affectedQuery("client:1", [[from, to]]));
  });
  it("the policy, its uses, and the versions of a period", async () => {
    await db.owner.begin(async (tx) => {
      await tx`alter table step_usage_daily disable trigger user`;
      await tx`insert into step_usage_daily select (now() at time zone 'UTC')::date - d, 'change', 'step' || s, '', '', 5
        from generate_series(1, 2000) d, generate_series(1, 40) s`;
    });
    await db.owner`analyze step_usage_daily`;
    await reads(policyQuery());
    await reads(policyWithinQuery("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
    await reads(stepUsageQuery(builder), 40);
    expect((await planner.plansOf(stepUsageQuery(builder))).plans).not.toContain("Seq Scan on step_usage_daily");
  });
  it("who is on call ahead, and what was placed", async () => {
    await db.owner.begin(async (tx) => {
      await tx`alter table shifts disable trigger user`;
      await tx`insert into shifts (roster_id, person_id, tier, during, is_take_over)
        select 1, 1, 'primary', tstzrange(now() + make_interval(weeks => w), now() + make_interval(weeks => w + 1)), false from generate_series(-900, 100) w`;
    });
    await db.owner`analyze shifts`;
    await reads(upcomingQuery(52));
    await reads(rostersQuery());
    const { plans } = await planner.plansOf(sql`select * from on_call_at(windlass_now())`);
    expect(plans).toContain("shifts_by_time");
  });
  it("the ledger, and what waits for its worker", async () => {
    await reads(ledgerQuery);
    await reads(gaugesQuery);
    await reads(ledgerEntriesQuery(), entriesPerPage);
    await reads(ledgerEntriesQuery(1000), entriesPerPage);
    await reads(coveringQuery(1, builder), 0);
    await reads(requestStateQuery(1, "sign_checkpoint"), 0);
    await reads(requestStateQuery(1, "verify_ledger"), 0);
  });
  it.each<[string, Partial<ReportScope>]>([
    ["a month", {}],
    ["a month of a client", { client: 1 }],
    ["a month of a system", { system: 3 }],
    ["a month of one type", { type: changeTypes[2] }],
  ])("the report's population: %s", (_, filter) => reads(populationQuery({ ...month, ...filter })));
  it("the report's traces and words, also of the most that it reads at once", async () => {
    const ids = (await db.owner`select id from changes order by created_at, id limit 2000`).map(({ id }) => Number(id));
    for (const some of [ids.slice(0, 1), ids.slice(0, 300), ids]) await reads(changeAuditsQuery(some), some.length);
    for (const some of [ids.slice(0, 1), ids.slice(0, 500)]) await reads(changeWordingQuery(some), some.length);
    await reads(namesQuery);
    await reads(exportQuery(1, {}, builder), 0);
  });
  it("evidence of many changes, and of one", async () => {
    const ids = (await db.owner`select id from changes order by created_at, id limit 250`).map(({ id }) => Number(id));
    for (const some of [ids.slice(0, 1), ids]) {
      await reads(changesInEvidence(some), some.length);
      await reads(incidentsInEvidence(some), 0);
      await reads(eventsQuery(some.map((id) => ({ subject: "change", id }))), some.length);
      await reads(logIndexQuery(some), 0);
    }
  });
  it("the share of emergencies, of a month and of a year before which there is more", async () => {
    await reads(noticesQuery(1, month));
    expect((await planner.plansOf(noticesQuery(1, month))).plans).toContain(
      "Index Only Scan using changes_by_creation",
    );
    const start = new Date(Date.now() - 420 * 86_400_000).toISOString();
    const end = new Date(Date.now() - 300 * 86_400_000).toISOString();
    await reads(emergenciesQuery({ start, end, zone: "Europe/Berlin" }), 2);
    const { plans } = await planner.plansOf(emergenciesQuery({ start, end, zone: "Europe/Berlin" }));
    expect(plans).toContain("Index Only Scan using changes_by_creation");
    expect(plans).toContain("reviews_of_emergencies");
  });
  it("of twelve months' figures the changes opened in them, and of few of them an event", async () => {
    const months = lastMonths(new Date(Date.now() - 200 * 86_400_000).toISOString(), "Europe/Berlin", 12);
    await reads(periodFiguresQuery(months), 12);
    await reads(periodFiguresQuery(months.slice(0, 1), { client: 1 }), 1);
    expect((await planner.plansOf(periodFiguresQuery(months))).plans).toContain("changes_by_creation");
  });
  it("nothing, when it is asked to count everything: the test can see a whole table read", async () => {
    const { plans } = await planner.plansOf(sql`select sum(length(canonical)) from events`);
    expect(plans.match(wholeTable)).toHaveLength(1);
  });
});

const idsOfEach = async (table: "changes" | "incidents") =>
  (await db.owner`select max(id) as id from ${db.owner(table)} group by status`).map(({ id }) => Number(id));
