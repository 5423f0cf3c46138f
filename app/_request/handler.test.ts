import { NextRequest } from "next/server";
import { beforeEach, expect, it, vi } from "vitest";
import { troubleWords } from "@/lib/web/database-trouble";
import { handler, handlerWithoutDatabase } from "./handler";
import { settings } from "./settings";

const around = vi.hoisted(() => ({ trouble: null as string | null, askedWithin: [] as (number | undefined)[] }));

vi.mock("@/db/connection/alive", () => ({
  databaseTrouble: async (withinMs?: number) => {
    around.askedWithin.push(withinMs);
    return around.trouble;
  },
}));
vi.mock("./limit-refusal", () => ({ limitRefusal: async () => null }));

const own = settings().allowedOrigins[0] ?? "";
const host = new URL(own).host;
const asked = (method: string, headers: Record<string, string> = {}) =>
  new NextRequest(`${own}/report.csv`, { method, headers: { Host: host, ...headers } });
const answer = vi.fn(async (request: NextRequest) => new Response(`answered ${request.method}`));

beforeEach(() => {
  Object.assign(around, { trouble: null, askedWithin: [] });
  answer.mockClear();
});

it("answers what may be asked", async () => {
  expect(await (await handler(answer)(asked("GET"))).text()).toBe("answered GET");
  expect(await (await handler(answer)(asked("POST", { Origin: own, "Content-Length": "0" }))).text()).toBe(
    "answered POST",
  );
});

it.each([
  ["by another name", asked("GET", { Host: "evil.example" }), 421],
  ["from another site", asked("POST", { Origin: "https://evil.example" }), 403],
  ["without saying from where", asked("POST"), 403],
  ["with a method that nothing takes", asked("DELETE", { Origin: own }), 405],
  ["too long", asked("POST", { Origin: own, "Content-Length": "99999999" }), 413],
  ["of unknown length", asked("POST", { Origin: own, "Transfer-Encoding": "chunked" }), 411],
])("turns away what is %s, with or without a database, and reads none of it", async (_, request, status) => {
  for (const made of [handler(answer), handlerWithoutDatabase(answer)])
    expect((await made(request)).status).toBe(status);
  expect(answer).not.toHaveBeenCalled();
});

it("says that the database is away, but for what answers without it", async () => {
  around.trouble = "away";
  const refused = await handler(answer)(asked("GET"));
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await refused.text()).toContain(troubleWords.away.title);
  expect((await handlerWithoutDatabase(answer)(asked("GET"))).status).toBe(200);
});

it("asks the database anew before it takes what is posted", async () => {
  await handler(answer)(asked("GET"));
  await handler(answer)(asked("POST", { Origin: own }));
  expect(around.askedWithin).toEqual([undefined, 0]);
});
