import { NextRequest } from "next/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DatabaseError } from "@/db/connection/database-error";
import { databaseFailureMessages } from "@/lib/web/database-failure";
import { document, openDocument, type PageRequest } from "./document";

const around = vi.hoisted(() => ({
  person: null as object | null,
  refused: null as object | null,
  trouble: null as string | null,
}));

vi.mock("@/app/_request/session", () => ({
  sessionUserOf: async () => around.person,
  signInPath: async (path: string) => `/sign-in?return=${encodeURIComponent(path)}`,
}));
vi.mock("@/app/_request/own-change-count", () => ({ ownChangeCount: async () => 0 }));
vi.mock("@/app/_request/check-request", () => ({ checkRequest: async () => around.refused }));
vi.mock("@/db/connection/database-health", () => ({ databaseHealth: async () => around.trouble }));
vi.mock("@/db/connection/installation-kind", () => ({ installationKind: async () => "production" }));
vi.mock("./shell", () => ({
  Shell: ({ title, person, children }: { title: string; person: object | null; children: React.ReactNode }) => (
    <html lang="en">
      <title>{title}</title>
      <body data-known={person !== null}>{children}</body>
    </html>
  ),
}));

const operator = { personId: 1, roles: ["operator"] };
const ask = (page: ReturnType<typeof document>, path = "/things") =>
  page(new NextRequest(`http://localhost:3000${path}`), { params: Promise.resolve({}) });
const things = document({
  title: "Things",
  load: ({ query }: PageRequest) => ({ of: query.of }),
  render: ({ of }) => <p>{of}</p>,
});

beforeEach(() => Object.assign(around, { person: operator, refused: null, trouble: null }));

describe("a page", () => {
  it("renders what was loaded", async () => {
    const answer = await ask(things, "/things?of=%3Cb%3E");
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/<title>Things<\/title>.*<p>&lt;b&gt;<\/p>/);
  });

  it("leads who is not signed in to sign-in and back, and reads nothing", async () => {
    around.person = null;
    const load = vi.fn();
    const answer = await ask(document({ title: "Things", load, render: () => null }), "/things?of=1");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/sign-in?return=%2Fthings%3Fof%3D1"]);
    expect(load).not.toHaveBeenCalled();
  });

  it("leads who has no role to why, and reads nothing", async () => {
    around.person = { ...operator, roles: [] };
    const load = vi.fn();
    const answer = await ask(document({ title: "Things", load, render: () => null }));
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/no-role"]);
    expect(load).not.toHaveBeenCalled();
  });

  it("that is there for everybody is there for whoever is not signed in", async () => {
    around.person = null;
    const open = openDocument({ title: "Open", load: ({ person }) => ({ person }), render: () => <p>open</p> });
    expect(await (await ask(open)).text()).toContain("<p>open</p>");
  });

  it("says first that a form was refused", async () => {
    expect(await (await ask(things, "/things?error=1")).text()).toContain("<title>Error: Things</title>");
  });

  it("can be another answer", async () => {
    const elsewhere = document({ title: "Things", load: () => Response.json(1), render: () => null });
    expect(await (await ask(elsewhere)).json()).toBe(1);
  });
});

describe("in place of a page", () => {
  it("is that there is none", async () => {
    const answer = await ask(document({ title: "Things", load: () => null, render: () => null }));
    expect(answer.status).toBe(404);
    expect(await answer.text()).toMatch(/data-known="true".*Page not found/);
  });

  it("is why a request is turned away, before anything is asked of it", async () => {
    around.refused = { status: 421, title: "Not here", message: "Use that address." };
    around.trouble = "away";
    const answer = await ask(things);
    expect([answer.status, await answer.text()]).toEqual([421, expect.stringContaining("Use that address.")]);
  });

  it.each(["away", "read-only"] as const)("is that the database is %s", async (trouble) => {
    around.trouble = trouble;
    const answer = await ask(things);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await answer.text()).toContain(databaseFailureMessages[trouble].title);
  });

  it("is a code where it went wrong, by which the log has the error, and nothing of the error itself", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const error = new Error("a secret");
    const broken = document({
      title: "Things",
      load: () => Promise.reject(error),
      render: () => null,
    });
    const answer = await ask(broken);
    const text = await answer.text();
    const [logged] = log.mock.calls;
    const [, code = "none"] = /\(([0-9a-f]{10})\)/.exec(String(logged?.[0])) ?? [];
    expect(logged?.[1]).toBe(error);
    expect(answer.status).toBe(500);
    expect(text).toContain(code);
    expect(text).not.toContain("secret");
    log.mockRestore();
  });

  it("is the same where it could not be rendered", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const broken = document({
      title: "Things",
      load: () => ({}),
      render: () => {
        throw new Error("no");
      },
    });
    expect((await ask(broken)).status).toBe(500);
    log.mockRestore();
  });
});

it("a failure of the database while a page is read is told as such", async () => {
  const load = () => Promise.reject(new DatabaseError(Object.assign(new Error("cut"), { code: "CONNECTION_CLOSED" })));
  const answer = await ask(document({ title: "Things", load, render: () => null }));
  expect(answer.status).toBe(503);
});
