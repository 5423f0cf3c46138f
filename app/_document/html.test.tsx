import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { DeferredRows } from "@/components/basics/deferred-rows";
import { allowStyle } from "@/components/basics/render-context";
import { htmlResponse } from "./html";

const Page = ({ children }: { children?: React.ReactNode }) => (
  <html lang="en">
    <body>{children}</body>
  </html>
);

const css = "@page { size: A4 } /* a > b & c */";

function Style() {
  allowStyle(css);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: as the pages render it
  return <style dangerouslySetInnerHTML={{ __html: css }} />;
}

describe("a document as an answer", () => {
  it("is whole HTML that nobody keeps", async () => {
    const answer = await htmlResponse(<Page>A &amp; B</Page>);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.text()).toBe('<!doctype html><html lang="en"><head></head><body>A &amp; B</body></html>');
  });

  it("names the hash of each style sheet that stands in it, and no other", async () => {
    const answer = await htmlResponse(
      <Page>
        <Style />
      </Page>,
    );
    const [, written = ""] = /<style>(.*?)<\/style>/.exec(await answer.clone().text()) ?? [];
    const hash = createHash("sha256").update(written).digest("base64");
    expect(answer.headers.get("content-security-policy")).toContain(`style-src 'self' 'sha256-${hash}';`);
    const plain = await htmlResponse(<Page />);
    expect(plain.headers.get("content-security-policy")).toContain("style-src 'self';");
  });

  it("says when to come again where the database is away", async () => {
    const answer = await htmlResponse(<Page />, { status: 503 });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await htmlResponse(<Page />)).headers.has("retry-after")).toBe(false);
  });

  it.each([
    ["gzip, deflate, br", "br", brotliDecompressSync],
    ["gzip, deflate", "gzip", gunzipSync],
  ])("is compressed as a whole for a client that accepts %s", async (acceptEncoding, encoding, decompress) => {
    const requestHeaders = new Headers({ "x-windlass-accept-encoding": acceptEncoding });
    const answer = await htmlResponse(<Page>A &amp; B</Page>, { requestHeaders });
    expect(answer.headers.get("x-windlass-encoding")).toBe(encoding);
    expect(answer.headers.get("vary")).toBe("Accept-Encoding");
    const body = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get("x-windlass-length")).toBe(String(body.length));
    expect(decompress(body).toString()).toContain("<body>A &amp; B</body>");
  });

  it("says what else it is told to", async () => {
    const answer = await htmlResponse(<Page />, { status: 404, headers: { "X-More": "yes" } });
    expect([answer.status, answer.headers.get("x-more")]).toEqual([404, "yes"]);
  });
});

describe("a document of many rows", () => {
  const rows = Array.from({ length: 60 }, (_, place) => place);
  const listed = (renderRow: (row: number) => React.ReactNode) => (
    <Page>
      <ul>
        <DeferredRows rows={rows} renderRow={renderRow} />
      </ul>
      <p>between</p>
      <ol>
        <DeferredRows rows={["<b>"]} renderRow={(text) => <li>{text}</li>} />
      </ol>
    </Page>
  );

  it("is the same HTML, with every row in its place", async () => {
    const text = await (await htmlResponse(listed((row) => <li>{row}</li>))).text();
    const items = rows.map((row) => `<li>${row}</li>`).join("");
    expect(text).toBe(
      `<!doctype html><html lang="en"><head></head><body><ul>${items}</ul><p>between</p><ol><li>&lt;b&gt;</li></ol></body></html>`,
    );
  });

  it("serves other requests while it is rendered, and is rendered no further than it is read", async () => {
    const rendered: number[] = [];
    const answer = await htmlResponse(
      listed((row) => {
        rendered.push(row);
        return <li>{row}</li>;
      }),
    );
    const reader = answer.body?.getReader();
    await reader?.read();
    await reader?.read();
    const sofar = rendered.length;
    expect(sofar).toBeLessThan(10);
    await reader?.cancel();
    await new Promise((resolve) => setImmediate(resolve));
    expect(rendered.length).toBeLessThan(10);
  });

  it("fails where a row cannot be rendered: half a list never looks complete", async () => {
    const answer = await htmlResponse(
      listed((row) => {
        if (row === 30) throw new Error("no");
        return <li>{row}</li>;
      }),
    );
    await expect(answer.text()).rejects.toThrow("no");
  });
});
