import { expect, it } from "vitest";
import { scriptsIn } from "./weight";

it("the scripts of a page are those that a browser of today fetches for it", () => {
  const html = `<head><link rel="stylesheet" href="/a.css"/><link rel="modulepreload" href="/m.js"/>
    <script src="/_next/a.js?b=1&amp;c=2" async=""></script><script noModule="" src="/old.js"></script>
    <script>self.x = 'src="/inside.js"'</script></head><body><script type="module" src="/w.js"></script></body>`;
  expect(scriptsIn(html)).toEqual(["/m.js", "/_next/a.js?b=1&c=2", "/w.js"]);
});

it("a page without scripts has none", () => {
  expect(scriptsIn("<html><body><p>Nothing.</p></body></html>")).toEqual([]);
});
