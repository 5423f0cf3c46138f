import { NextRequest } from "next/server";
import { beforeEach, expect, it, vi } from "vitest";
import { databaseFailureMessages } from "@/lib/web/database-failure";
import { handler, handlerWithoutDatabase } from "./handler";
import { settings } from "./settings";

const database = vi.hoisted(() => ({ trouble: null as string | null, askedWithin: [] as (number | undefined)[] }));

vi.mock("@/db/connection/database-health", () => ({
  databaseHealth: async (withinMs?: number) => {
    database.askedWithin.push(withinMs);
    return database.trouble;
  },
}));
vi.mock("./rate-limit-refusal", () => ({ rateLimitRefusal: async () => null }));

const origin = settings().allowedOrigins[0] ?? "";
const host = new URL(origin).host;
const requestFor = (method: string, headers: Record<string, string> = {}) =>
  new NextRequest(`${origin}/report.csv`, { method, headers: { Host: host, ...headers } });
const respond = vi.fn(async (request: NextRequest) => new Response(`answered ${request.method}`));

beforeEach(() => {
  Object.assign(database, { trouble: null, askedWithin: [] });
  respond.mockClear();
});

it("answers what may be asked", async () => {
  expect(await (await handler(respond)(requestFor("GET"))).text()).toBe("answered GET");
  expect(await (await handler(respond)(requestFor("POST", { Origin: origin, "Content-Length": "0" }))).text()).toBe(
    "answered POST",
  );
});

it.each([
  ["by another name", requestFor("GET", { Host: "evil.example" }), 421],
  ["from another site", requestFor("POST", { Origin: "https://evil.example" }), 403],
  ["without saying from where", requestFor("POST"), 403],
  ["with a method that nothing takes", requestFor("DELETE", { Origin: origin }), 405],
  ["too long", requestFor("POST", { Origin: origin, "Content-Length": "99999999" }), 413],
  ["of unknown length", requestFor("POST", { Origin: origin, "Transfer-Encoding": "chunked" }), 411],
])("turns away what is %s, with or without a database, and reads none of it", async (_, request, status) => {
  for (const wrapped of [handler(respond), handlerWithoutDatabase(respond)])
    expect((await wrapped(request)).status).toBe(status);
  expect(respond).not.toHaveBeenCalled();
});

it("says that the database is away, but for what answers without it", async () => {
  database.trouble = "away";
  const refused = await handler(respond)(requestFor("GET"));
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await refused.text()).toContain(databaseFailureMessages.away.title);
  expect((await handlerWithoutDatabase(respond)(requestFor("GET"))).status).toBe(200);
});

it("asks the database anew before it takes what is posted", async () => {
  await handler(respond)(requestFor("GET"));
  await handler(respond)(requestFor("POST", { Origin: origin }));
  expect(database.askedWithin).toEqual([undefined, 0]);
});
