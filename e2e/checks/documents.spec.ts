import { type IncomingHttpHeaders, request } from "node:http";
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from "node:zlib";
import { builtActions } from "../../bin/serve/built-actions";
import { plainPageHeaders } from "../../lib/web/plain-page";
import { documentPolicy, securityHeaders } from "../../lib/web/security-headers";
import type { Product } from "../product";
import { RawClient } from "../raw-client";
import type { Records } from "../records";
import { expect, test } from "../test";

/** Pages of every kind: lists, records, forms, files' forms, words alone, and none at all. */
const paths = (records: Records): readonly string[] => [
  ...["/", "/changes", "/changes?q=zzzz", "/changes/new", "/changes/new/standard", "/changes/new/standard?entry=1"],
  ...["/changes/new/normal", "/changes/new/emergency", "/calendar", "/calendar?view=week", "/calendar?view=agenda"],
  ...[
    "/calendar/feeds",
    "/report",
    "/emergencies",
    "/incidents",
    "/catalogue",
    "/catalogue/1",
    "/catalogue/new?entry=1",
  ],
  ...[
    "/systems",
    "/systems?system=1",
    "/freezes",
    "/halts",
    "/on-call",
    "/people",
    "/deliveries",
    "/ledger",
    "/policy",
  ],
  ...["/sign-in", "/nothing/here", "/changes/CHG-999999", `${records.draft}/edit`],
  ...Object.values(records),
];

test("no page has anything of a framework in it, and its script is one module", async ({ as, product, records }) => {
  const raw = await RawClient.forPage(product, await as("ops-lead-1"));
  for (const path of paths(records)) {
    const answer = await raw.get(path);
    if (answer.status === 303) continue;
    const html = await answer.text();
    expect(html, path).toMatch(/^<!doctype html><html lang="en">/);
    expect(html, path).toMatch(/<\/html>$/);
    expect(html, path).not.toMatch(
      /__next|self\.__next_f|\/_next\/(?!static\/media\/icons\.)|nonce=|<!--|\son[a-z]+="/,
    );
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    expect(scripts, path).toEqual([
      expect.stringMatching(/^<script type="module" src="\/assets\/windlass-\w{8}\.js">$/),
    ]);
    const size = brotliCompressSync(html).length;
    console.log(`${path}: ${(html.length / 1024).toFixed(1)} KB, ${(size / 1024).toFixed(1)} KB compressed`);
  }
});

test("every form of a step posts to /steps, as multipart/form-data, for the one action that was built", async ({
  as,
  product,
  records,
}) => {
  const [action] = builtActions();
  const raw = await RawClient.forPage(product, await as("operator-1"));
  let found = 0;
  for (const path of paths(records)) {
    const forms = (await (await raw.get(path)).text()).split("<form").slice(1);
    for (const form of forms.filter((each) => /<button[^>]* name="step"/.test(each.split("</form>")[0] ?? ""))) {
      const [tag = ""] = form.split(">");
      expect(tag, path).toContain('action="/steps"');
      expect(tag, path).toContain('method="post"');
      expect(tag.toLowerCase(), path).toContain('enctype="multipart/form-data"');
      expect(form, path).toContain(`<input type="hidden" name="$ACTION_ID_${action}"/>`);
      found += 1;
    }
  }
  expect(found).toBeGreaterThan(20);
});

test("the page that takes them shows nothing, and leads to the first one", async ({ as, product }) => {
  const raw = await RawClient.forPage(product, await as("operator-1"));
  const answer = await raw.get("/steps");
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
});

test("HEAD says of a page what GET does, without the page", async ({ as, product, records }) => {
  const raw = await RawClient.forPage(product, await as("operator-1"));
  for (const path of ["/", "/changes", records.running, "/report", "/nothing/here", "/calendar"]) {
    const [got, head] = await Promise.all([raw.get(path), headOf(raw, product, path)]);
    expect([path, head.status]).toEqual([path, got.status]);
    expect(head.body).toBe("");
    for (const name of ["content-type", "content-security-policy", "cache-control", "x-frame-options"])
      expect(head.headers[name], `${path} ${name}`).toBe(got.headers.get(name));
  }
});

test("a page is compressed as its client accepts, and says so", async ({ as, product }) => {
  const { cookie } = await RawClient.forPage(product, await as("operator-1"));
  const decoders = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body: Buffer) => body };
  for (const path of ["/changes", "/nothing/here", "/report"])
    for (const [encoding, decode] of Object.entries(decoders)) {
      const { headers, body } = await bytesOf(product, path, { ...cookie, "accept-encoding": encoding });
      const used = headers["content-encoding"] ?? "identity";
      if (path === "/report" && encoding === "br") expect(["br", "gzip", "identity"]).toContain(used);
      else expect(used, path).toBe(encoding);
      if (headers["content-length"]) expect(headers["content-length"], path).toBe(String(body.length));
      expect(Object.keys(headers).filter((name) => name.startsWith("x-windlass-"))).toEqual([]);
      expect(headers.vary?.toLowerCase(), path).toContain("accept-encoding");
      if (used === encoding) expect(decode(body).toString(), path).toMatch(/^<!doctype html>.*<\/html>$/s);
    }
});

function bytesOf(
  { port }: Product,
  path: string,
  headers: Record<string, string>,
): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    request({ host: "localhost", port, path, headers }, async (answer) => {
      const pieces: Buffer[] = [];
      for await (const piece of answer) pieces.push(piece);
      resolve({ headers: answer.headers, body: Buffer.concat(pieces) });
    })
      .on("error", reject)
      .end();
  });
}

test("every kind of answer has a policy and its headers, and no page is kept", async ({ as, product, records }) => {
  const raw = await RawClient.forPage(product, await as("operator-1"));
  const none = plainPageHeaders["Content-Security-Policy"];
  const html = await (await raw.get("/changes")).text();
  const asset = (of: RegExp) => of.exec(html)?.[1] ?? "";
  const answers: [kind: string, answer: Response, status: number, policy: string][] = [
    ["a document", await raw.get("/changes"), 200, documentPolicy()],
    ["no such page", await raw.get("/nothing/here"), 404, documentPolicy()],
    ["no such change", await raw.get("/changes/CHG-999999"), 404, documentPolicy()],
    ["to sign-in", await fetch(`${product.url}/changes`, { redirect: "manual" }), 303, none],
    ["a post to a page", await raw.post("/changes", new FormData()), 405, none],
    ["no form of ours", await raw.take("{}", { "Content-Type": "application/json" }), 400, none],
    ["a foreign origin", await raw.take(new FormData(), { Origin: "https://evil.example" }), 403, none],
    ["a file", await raw.get(`${records.closed}/evidence.json`), 200, none],
    ["a table", await raw.get("/report.csv"), 200, none],
    ["a probe", await raw.get("/healthz"), 200, none],
    ["the gate", await raw.get("/api/gate"), 401, none],
    ["the gate's key", await raw.get("/api/gate/key"), 200, none],
    ["an unknown feed", await raw.get("/calendar.ics?token=x"), 404, none],
    ["an unknown method", await raw.get("/changes", {}, "DELETE"), 405, none],
    ["no file", await raw.post("/systems/upload", new FormData()), 303, none],
    ["sign-in for who is signed in", await raw.get("/sign-in"), 303, none],
    ["nothing of the identity provider", await raw.get("/api/auth/nothing"), 404, none],
    ["the icons", await raw.get(asset(/href="(\/_next\/static\/media\/icons[^"#]+)/)), 200, none],
    ["the icon", await raw.get("/icon.svg"), 200, none],
    ["the manifest", await raw.get("/manifest.webmanifest"), 200, none],
    ["the script", await raw.get(asset(/<script type="module" src="([^"]+)"/)), 200, none],
    ["the stylesheet", await raw.get(asset(/<link rel="stylesheet" href="([^"]+)"/)), 200, none],
  ];
  for (const [kind, answer, status, policy] of answers) {
    const { headers } = answer;
    expect.soft([kind, answer.status, headers.get("content-security-policy")]).toEqual([kind, status, policy]);
    for (const [name, value] of Object.entries(securityHeaders({ secure: false })))
      expect.soft(headers.get(name), `${kind}: ${name}`).toBe(value);
    const isFixed = ["the script", "the stylesheet", "the icons"].includes(kind);
    const keeping = isFixed ? "public, max-age=31536000, immutable" : expect.stringContaining("no-store");
    if (!["the icon", "the manifest"].includes(kind))
      expect.soft([kind, headers.get("cache-control")]).toEqual([kind, keeping]);
    expect.soft(headers.get("x-powered-by"), kind).toBeNull();
  }
});

// A proxy keeps connections for a minute, and sends on one that it thinks open.
test("the server keeps an idle connection for longer than a proxy does", async ({ product, as }) => {
  const { headers } = await headOf(await RawClient.forPage(product, await as("operator-1")), product, "/healthz");
  expect(headers["keep-alive"]).toBe("timeout=65");
});

type Head = { status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: string };

// `fetch` leaves out a body that should not be there.
function headOf(raw: RawClient, { port }: Product, path: string): Promise<Head> {
  return new Promise((resolve, reject) => {
    const headRequest = request(
      { host: "localhost", port, path, method: "HEAD", headers: raw.cookie },
      async (answer) => {
        let body = "";
        for await (const part of answer) body += String(part);
        resolve({ status: answer.statusCode, headers: answer.headers, body });
      },
    );
    headRequest.on("error", reject).end();
  });
}
