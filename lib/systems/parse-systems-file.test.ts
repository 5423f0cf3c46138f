import { describe, expect, it } from "vitest";
import { preconditionSentence } from "@/lib/refusals/precondition-sentence";
import { drain } from "@/testing/examples/drain";
import { type Owner, planImport, type RegisteredSystem } from "./import-plan";
import { importReportLines } from "./import-report";
import { parseSystemsFile } from "./parse-systems-file";

const head = "name,client,kind,managed since,managed until,owner,links\n";
const read = (text: string, zone = "Europe/Berlin") => {
  const file = drain(parseSystemsFile(text, zone));
  if (!file.ok) throw new Error(file.sentence);
  return file;
};
const whole = (text: string) => {
  const file = drain(parseSystemsFile(text, "UTC"));
  return file.ok ? "" : file.sentence;
};

describe("a file of systems", () => {
  it("is read with its lines, whatever its order of columns, delimiter, line ends and mark", () => {
    const [row] = read("\uFEFFClient;NAME;links\r\nAcme;dns;https://a.example  https://b.example\r\n").rows;
    expect(row).toMatchObject({ line: 2, name: "dns", client: "Acme", links: "https://a.example https://b.example" });
    expect(read('name,client\n\n"d, n",Acme\n\n\nweb,"Borea ""B"""\n').rows).toMatchObject([
      { line: 3, name: "d, n" },
      { line: 6, client: 'Borea "B"' },
    ]);
  });

  it("reads a day as its beginning where management begins and as its end where it ends, in the reader's zone", () => {
    const [row] = read(`${head}dns,Acme,,2026-03-29,2026-03-29,,\n`).rows;
    expect(row).toMatchObject({ since: "2026-03-28T23:00:00.000Z", until: "2026-03-29T22:00:00.000Z" });
    expect(read(`${head}dns,Acme,,2026-03-29T12:00,2026-03-29T12:00Z,,\n`).rows[0]).toMatchObject({
      since: "2026-03-29T10:00:00.000Z",
      until: "2026-03-29T12:00:00.000Z",
    });
  });

  it.each([
    ["a line that says what parts them", "sep=;\r\nname;client\r\ndns,x;Acme\r\n", 3, "dns,x"],
    ["that line in quotes", '"sep=|"\nname|client\ndns-x|Acme\n', 3, "dns-x"],
    ["that line for tabs", "\ufeffsep=\t\r\nname\tclient\r\ndns-x\tAcme\r\n", 3, "dns-x"],
    ["old line ends", "name;client\rdns-x;Acme\r", 2, "dns-x"],
    ["line ends of several kinds", "name;client\r\n\ndns-x;Acme\rweb-x;Acme\n", 3, "dns-x"],
    ["empty lines before its first", "\r\n\r\nname;client\r\ndns-x;Acme\r\n", 4, "dns-x"],
    ["empty columns at its end", "name,client,,,\ndns-x,Acme,,,\n,,,,\n", 2, "dns-x"],
    ["heads in another spelling", " NAME ,Client,Managed-Since,MANAGED  UNTIL\ndns-x,Acme,,\n", 2, "dns-x"],
  ])("reads a file with %s", (_, text, line, name) => {
    const { rows, invalid } = read(text);
    expect(invalid).toEqual([]);
    expect(rows[0]).toMatchObject({ line, name, client: "Acme" });
  });

  it("says of each row that is wrong in which line and why, and takes the others", () => {
    const { rows, invalid } = read(
      `${head}${[
        ",Acme,,,,,",
        "dns,,,,,,",
        "dns,Acme,,,,",
        "dns,Acme,,31.3.2026,,,",
        "dns,Acme,,2026-02-30,,,",
        "dns,Acme,,2026-03-02,2026-03-01,,",
        "dns,Acme,,,,,javascript:alert(1)",
        "d\u202ens,Acme,,,,,",
        `${"x".repeat(501)},Acme,,,,,`,
        'd"ns,Acme,,,,,',
        "dns,Acme,,,,,",
        "dns,Acme,dns,,,,",
      ].join("\n")}\n`,
    );
    expect(rows).toMatchObject([{ line: 12, name: "dns" }]);
    expect(invalid.map(({ line, sentence }) => [line, sentence.slice(0, 28)])).toEqual([
      [2, "The name is missing."],
      [3, "The client is missing."],
      [4, "The row has 6 cells, but the"],
      [5, "“Managed since” and “managed"],
      [6, "“Managed since” and “managed"],
      [7, "Management must end after it"],
      [8, "“Links” must start with http"],
      [9, "A cell contains a line break"],
      [10, "A cell can have at most 500 "],
      [11, "A quotation mark is in the w"],
      [13, "Line 12 already names this s"],
    ]);
  });

  it("is refused as a whole where its first line is not one of ours, or it has no end", () => {
    expect(whole("")).toContain("“name” and “client”");
    expect(whole("name\ndns\n")).toContain("“name” and “client”");
    expect(whole("name,client,password\n")).toContain("“password”");
    expect(whole("name,client,name\n")).toContain("twice");
    expect(whole("name,client\n")).toContain("no system");
    expect(whole('name,client\ndns,Acme\n"web,Acme\n')).toContain("after line 2");
    expect(whole(`name,client\n${"a,b\n".repeat(10_001)}`)).toContain("at most 10,000");
    expect(whole("\u0000\u0001\u0002")).toContain("“name” and “client”");
  });
});

describe("what comes of a file", () => {
  const now = "2026-04-01T00:00:00.000Z";
  const dns: RegisteredSystem = {
    ...{ id: 7, seq: 3, name: "dns", client: "Acme", kind: "dns", status: "managed", owner: 1, links: null },
    ...{ since: "2026-01-01T00:00:00.000000Z", until: null },
  };
  const owners: Owner[] = [
    { id: 1, name: "Operator One", email: "one@anchor.example" },
    { id: 2, name: "Same", email: "a@anchor.example" },
    { id: 3, name: "same", email: null },
  ];
  const folded = new Map(["DNS", "ACME", "Acme", "Web", "WEB"].map((name) => [name, name.toLowerCase()]));
  const plan = (lines: string, register = [dns]) =>
    planImport(read(`${head}${lines}`, "UTC"), { register, owners, foldedNames: folded, now });

  it("registers what is new, amends what differs, leaves what is the same, and says which clients are new", () => {
    const { additions, changes, unchanged, newClients, invalid } = plan(
      "dns,Acme,dns,2026-01-01,,operator one,\nweb,Acme,,,,,\ndns,Borea,,,,ONE@anchor.example,\n",
    );
    expect(invalid).toEqual([]);
    expect(unchanged).toMatchObject([{ line: 2, step: null }]);
    expect(additions).toMatchObject([
      { line: 3, step: { input: { name: "web", client: "Acme" } } },
      { line: 4, step: { input: { name: "dns", client: "Borea", owner: 1 } } },
    ]);
    expect(changes).toEqual([]);
    expect(newClients).toEqual(["Borea"]);
    expect(plan("dns,Acme,server,,2027-01-01,,https://a.example\n").changes).toMatchObject([
      {
        step: {
          ...{ id: 7, seq: 3 },
          input: {
            ...{ name: "dns", systemKind: "server", managedUntil: "2027-01-02T00:00:00.000Z" },
            monitoringLinks: "https://a.example",
          },
        },
      },
    ]);
  });

  it.each([
    ["dns,Acme,,,,Stranger,", /“Stranger”/],
    ["dns,Acme,,,,Same,", /“Same”/],
    ["dns,Acme,,2026-05-01,,,", preconditionSentence("management_bounded", { future: true }, String)],
    ["dns,Acme,,,2025-01-01,,", preconditionSentence("management_bounded", { order: true }, String)],
    ["web,Acme,,,2025-01-01,,", preconditionSentence("management_bounded", { order: true }, String)],
  ])("does not take %s", (line, sentence) => {
    expect(plan(`${line}\n`).invalid[0]?.sentence).toMatch(sentence);
  });

  it("takes another spelling of a system or a client as the one that is there, and says how it is spelled", () => {
    const { changes, unchanged } = plan("DNS,ACME,server,,,,\n");
    expect(changes).toMatchObject([{ as: "dns", step: { id: 7, input: { name: "dns", systemKind: "server" } } }]);
    expect(importReportLines(plan("DNS,Acme,,,,,\n"), false)).toBe("Line 2, DNS of Acme: already registered as “dns”");
    expect(unchanged).toEqual([]);
    expect(plan("api,ACME,,,,,\n").additions).toMatchObject([{ step: { input: { name: "api", client: "Acme" } } }]);
  });

  it("takes the first of two spellings in a file, and names it for the other", () => {
    const { additions, invalid } = plan("Web,Acme,,,,,\nWEB,ACME,,,,,\n");
    expect(additions).toMatchObject([{ name: "Web", client: "Acme" }]);
    expect(invalid).toMatchObject([{ line: 3, sentence: expect.stringContaining("Line 2") }]);
    expect(invalid[0]?.sentence).toContain("as “Web”");
  });

  it("does not amend what is retired, and finds it there when nothing differs", () => {
    const retired = { ...dns, status: "retired", until: "2026-02-01T00:00:00.000Z" } as const;
    expect(plan("dns,Acme,other,,,,\n", [retired]).invalid[0]?.sentence).toContain("is retired");
    expect(plan("dns,Acme,,,,,\n", [retired]).unchanged).toHaveLength(1);
  });
});
