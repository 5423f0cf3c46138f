import { randomUUID } from "node:crypto";
import { request as httpRequest } from "node:http";
import { attachmentTypes } from "../../lib/attachments/attachment-types";
import { noForms } from "../../lib/web/refused-request";
import { hostileFiles } from "../../testing/files/hostile-files";
import { normalAt } from "../change-fixtures";
import { stepsOf } from "../ledger";
import { RawClient } from "../raw-client";
import { expect, test } from "../test";

/** A form of that field, posted as the person of a note; what the answer says, and the steps afterwards. */
const hostile: readonly [name: string, fields: Readonly<Record<string, string>>, says: RegExp][] = [
  ["10,001 characters", { comment: "x".repeat(10_001) }, /at most 10,000 characters/],
  ["null characters", { comment: "a\0b" }, /cannot be stored|control characters/],
  ["bidi overrides", { comment: "a\u202Eb" }, /control characters/],
  ["__proto__", { comment: "x", ["__proto__"]: "polluted" }, /no field|Check the highlighted fields/],
  ["constructor", { comment: "x", constructor: "y" }, /no field/],
  ["a posted status", { comment: "x", status: "closed" }, /no field “status”/],
  ["a posted author", { comment: "x", authorId: "1" }, /no field “authorId”/],
  ["a posted person", { comment: "x", person_id: "1" }, /no field “person_id”/],
];

for (const [name, fields, says] of hostile)
  test(`a form with ${name} is refused in words`, async ({ as, product, system }) => {
    const id = await normalAt(product, system, "submitted");
    const raw = await RawClient.forPage(product, await as("operator-2"));
    const path = `/changes/CHG-${id}`;
    const form = await raw.forge(path, { step: "note", subject: "change", id: String(id), seq: "2" });
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    const answer = await raw.take(form);
    expect(answer.status).toBe(303);
    expect(await raw.pageText(answer)).toMatch(says);
    expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
  });

test("what is no form of ours is answered 4xx with words, quickly", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("operator-2"));
  const path = `/changes/CHG-${id}`;
  const note = await raw.forge(path, { step: "note", subject: "change", id: String(id), seq: "2", comment: "x" });
  const nested = "[".repeat(100_000) + "]".repeat(100_000);
  const deep = await raw.forge(path, { "$ACTION_1:0": nested, $ACTION_REF_1: "" });
  const long = await raw.forge(path, { step: "note", comment: "x".repeat(1_000_000) });
  const noStep = await raw.forge(path, { subject: "change", id: String(id) });
  noStep.delete("step");
  const script = new FormData();
  script.append("0", nested);
  const posts: [string, Promise<Response>, number][] = [
    ["nested arrays", raw.take(deep), 400],
    ["nested arrays of a script", raw.take(script, { "Next-Action": "0".repeat(42) }), 400],
    ["a megabyte", raw.take(long), 413],
    ["no step", raw.take(noStep), 404],
    ["a foreign origin", raw.take(note, { Origin: "https://evil.example" }), 403],
    [
      "a foreign origin, forwarded",
      raw.take(note, { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" }),
      403,
    ],
    ["the origin null", raw.take(note, { Origin: "null" }), 403],
    ["JSON", raw.take("{}", { "Content-Type": "application/json" }), 400],
    ["a urlencoded form", raw.take("a=b", { "Content-Type": "application/x-www-form-urlencoded" }), 400],
  ];
  for (const [name, post, status] of posts) {
    const began = Date.now();
    const answer = await post;
    expect({ name, status: answer.status }).toEqual({ name, status });
    expect((await answer.text()).length, name).toBeGreaterThan(20);
    expect(Date.now() - began, name).toBeLessThan(10_000);
  }
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
});

test("a page takes nothing that is posted to it, not even a form of ours", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("operator-2"));
  const path = `/changes/CHG-${id}`;
  const note = await raw.forge(path, { step: "note", subject: "change", id: String(id), seq: "2", comment: "x" });
  for (const page of [path, "/", "/changes", "/report", "/no/such/page"]) {
    const answer = await raw.post(page, note);
    expect([page, answer.status, answer.headers.get("allow")]).toEqual([page, 405, "GET, HEAD"]);
    expect(await answer.text()).toContain(noForms.message);
  }
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
});

test("without an Origin, or by another name of the machine, nothing is done", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("operator-2"));
  const path = `/changes/CHG-${id}`;
  const form = await raw.forge(path, { step: "note", subject: "change", id: String(id), seq: "2", comment: "x" });
  const body = new Response(form);
  const bytes = Buffer.from(await body.arrayBuffer());
  const send = (headers: Record<string, string>, method = "POST") =>
    new Promise<number>((resolve, reject) => {
      const to = method === "POST" ? "/steps" : path;
      const clientRequest = httpRequest(
        { port: product.port, host: "127.0.0.1", path: to, method, headers },
        (answer) => resolve(answer.statusCode ?? 0),
      );
      clientRequest.on("error", reject).end(method === "POST" ? bytes : undefined);
    });
  const type = { "Content-Type": body.headers.get("content-type") ?? "", "Content-Length": String(bytes.length) };
  const host = { Host: `localhost:${product.port}` };
  expect(await send({ ...type, ...host })).toBe(403);
  expect(await send({ ...type, ...host, "Sec-Fetch-Site": "cross-site" })).toBe(403);
  expect(await send({ ...type, Host: "evil.example", Origin: "http://evil.example" })).toBe(421);
  expect(await send({ Host: "evil.example" }, "GET")).toBe(421);
  // Who is not signed in is led to sign-in.
  expect(await send({ Host: `127.0.0.1:${product.port}` }, "GET")).toBe(303);
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
});

test("1,000 hostile files are refused or harmless", async ({ as, product, system }) => {
  test.setTimeout(600_000);
  const raw = await RawClient.forPage(product, await as("operator-2"));
  // Longer ones meet the limit of uploads a minute, which has a test of its own.
  const files = hostileFiles(1000).filter(({ bytes }, index) => bytes.length < 500_000 || index % 10 === 0);
  const [accepted, kinds] = [new Map<string, string>(), new Set(files.map(({ kind }) => kind))];
  let [id, note] = [0, new FormData()];
  for (const [index, { kind, name, claimed, bytes, refused }] of files.entries()) {
    if (index % 300 === 0) {
      id = await normalAt(product, system, "submitted");
      note = await raw.forge(`/changes/CHG-${id}`, { step: "note", subject: "change", id: String(id), comment: "x" });
    }
    note.set("key", randomUUID());
    note.set("attachments", new Blob([new Uint8Array(bytes)], { type: claimed }), name);
    const answer = await raw.take(note);
    const isRefused = (answer.headers.get("location") ?? "").includes("error=1");
    // A file without a name is one to some readers of forms, and a text to others.
    const expected = { kind, status: 303, isRefused: name === "" ? isRefused : refused };
    expect({ kind, status: answer.status, isRefused }).toEqual(expected);
    if (!isRefused) accepted.set(kind, `/changes/CHG-${id}`);
  }
  expect(kinds.size).toBeGreaterThan(50);
  const owner = await product.sql("owner");
  const stored = await owner<{ id: number; change: number }[]>`
    select distinct on (md5(a.content)) a.text_id::int as id, e.subject_id::int as change from attachments a
    join texts t on t.id = a.text_id join events e on e.id = t.event_id limit 100`;
  expect(stored.length).toBeGreaterThanOrEqual(accepted.size);
  for (const { id: file, change } of stored) {
    const { status, headers } = await raw.get(`/changes/CHG-${change}/attachments/${file}`);
    expect(status).toBe(200);
    expect(attachmentTypes).toContain(headers.get("content-type")?.split(";")[0]);
    expect(headers.get("content-disposition")).toMatch(
      /^attachment; filename="[\w. ()-]+"; filename\*=UTF-8''[\w.%()-]+$/,
    );
    expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});
