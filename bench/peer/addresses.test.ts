import { expect, it } from "vitest";
import { parseAddresses } from "./addresses";

it("a list of a peer's addresses has one a line, with a name before a tab where it has one", () => {
  const text =
    "# Redmine\nlist\thttp://localhost:3001/issues?per_page=50\r\n\n  http://localhost:3001/issues/7  \na month's report\thttp://peer.example/r\n";
  expect(parseAddresses(text)).toEqual([
    { what: "list", url: "http://localhost:3001/issues?per_page=50" },
    { what: "http://localhost:3001/issues/7", url: "http://localhost:3001/issues/7" },
    { what: "a month's report", url: "http://peer.example/r" },
  ]);
});

it("what is no address of the web is refused by its line", () => {
  expect(() => parseAddresses("list\t/issues")).toThrow("list\t/issues");
  expect(() => parseAddresses("file:///etc/passwd")).toThrow("file:///etc/passwd");
  expect(() => parseAddresses("list http://localhost:3001/issues")).toThrow("no http address");
});
