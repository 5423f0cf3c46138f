import { NextRequest } from "next/server";
import { beforeEach, expect, it, vi } from "vitest";
import { rateLimitRefusal } from "./rate-limit-refusal";
import { sessionUserOf } from "./session";

const database = vi.hoisted(() => ({ reads: [] as string[], isAway: false }));
vi.mock("@/db/people/read-session", () => ({
  readSession: async (token: string) => {
    database.reads.push(token);
    if (database.isAway) throw new Error("away");
    return { personId: 7 };
  },
}));
vi.mock("@/db/rights/rate-limit", () => ({ rateLimit: () => ({ consumePoint: async () => null }) }));
vi.mock("./settings", () => ({ settings: () => ({ secure: false, trustedProxies: 0 }) }));
vi.mock("@/lib/web/session-cookie", () => ({ sessionCookie: () => ({ name: "session" }) }));

beforeEach(() => {
  database.reads = [];
  database.isAway = false;
});

const request = (path = "/changes?q=backup", cookie = "session=secret") =>
  new NextRequest(new URL(path, "http://localhost"), { headers: { cookie } });

it("is read once for a request, also where its limit is asked first", async () => {
  const search = request();
  expect(await rateLimitRefusal(search)).toBeNull();
  expect(await sessionUserOf(search)).toEqual({ personId: 7, token: "secret" });
  expect(database.reads).toEqual(["secret"]);
});

it("is read again for the next request, so that an ended session stops working", async () => {
  await sessionUserOf(request());
  await sessionUserOf(request());
  expect(database.reads).toHaveLength(2);
});

it("is asked for again after a failure, which no limit reports", async () => {
  const search = request();
  database.isAway = true;
  expect(await rateLimitRefusal(search)).toBeNull();
  database.isAway = false;
  expect(await sessionUserOf(search)).toMatchObject({ personId: 7 });
});

it("is not read without a cookie", async () => {
  expect(await sessionUserOf(request("/changes", ""))).toBeNull();
  expect(database.reads).toEqual([]);
});
