import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fieldLabels } from "@/lib/form/field-labels";
import { mailBody } from "@/lib/notices/mail-text";
import { notices } from "@/lib/notices/notices";
import { clauseImplementation } from "@/lib/policy/clause-implementation";
import { readingsOf } from "@/lib/policy/policy-readings";
import { refusalsByCode } from "@/lib/refusals/refusal-sentence";
import { exceptionDefinitions } from "@/lib/report/exception-kinds";
import { fields, isField } from "@/lib/rules/fields";
import { isStep, statusLabels, stepLabels } from "@/lib/rules/labels";
import { groupSentences } from "./groups";
import { sentencesIn } from "./sentences";
import { sentencesOfSql } from "./sql";
import { parseSource } from "./syntax";

const site = { appUrl: "https://w.example", organisation: "Beta Hosting", zone: "UTC", isDemonstration: false };
const root = fileURLToPath(new URL("../..", import.meta.url));
const groups = groupSentences(root);
const files = groups.flatMap(({ files }) => files);
const every = files.flatMap(({ sentences }) => sentences);
const listedIn = new Map(files.map(({ file, sentences }) => [file, sentences]));

const sentencesOf = (file: string) => listedIn.get(file)?.join("\n") ?? "";

const steps = Object.keys(stepLabels).filter(isStep);
const names = Object.keys(fields).filter(isField);

const holed = (text: string) =>
  new RegExp(
    `^${text
      .split(/\{[^{}]*\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
    "s",
  );
const patterns = every.filter((text) => text.replace(/\{[^{}]*\}|\P{L}/gu, "").length > 3).map(holed);
const all = new Set(every);
/** Whether a text is listed, as it is or with a hole for a part; or, of one that is put together, each of its sentences. */
const isListed = (text: string): boolean =>
  all.has(text) ||
  patterns.some((one) => one.test(text)) ||
  text.split(/(?<=\.) /).every((part) => every.some((one) => one.includes(part)));

const sources = (ends: RegExp) =>
  ["app", "components", "lib", "db"].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .map((file) => join(room, file))
      .filter((file) => ends.test(file) && !/\.(test|long|d)\.tsx?$|^db\/seed/.test(file))
      .map((file) => ({ file, code: readFileSync(join(root, file), "utf8") })),
  );

describe("what is listed", () => {
  // What they say is read from the files themselves, so that words can be edited.
  it.each([
    ["a page's title", "/halts", "app/halts/route.tsx", /title: "([^"]+)"/],
    ["a heading", "/halts", "app/halts/route.tsx", /heading="([^"]+)"/],
    ["an empty page", "/halts", "app/halts/route.tsx", /<EmptyState>([^<{]+)<\/EmptyState>/],
    ["what every page has", "Several pages: app/_document", "app/_document/shell.tsx", /^ +([A-Z][a-z]+ [\w ]+)$/m],
    ["a page of trouble", "Several pages: components/shell", "components/shell/no-such-page.tsx", /title="([^"]+)"/],
    ["what a route answers", "/api/gate", "app/api/gate/route.ts", /"([A-Z][^"]+ [^"]+\.)"/],
    ["a command's line", "Commands", "bin/commands/migrate.ts", /console\.log\("([^"]+)"/],
    ["why a message was not sent", "Messages: mail and Slack", "db/notices/email-sender.ts", /"([A-Z][^"]+ [^"]+\.)"/],
    ["a refusal", "Several pages: lib/refusals", "lib/refusals/precondition-sentences.ts", /"([A-Z][^"]+ [^"]+\.)"/],
    ["a sentence of SQL", "SQL", "db/sql/notices/obsolete-notices.sql", /'([A-Z][a-z]+ [^']+\.)'/],
  ])("has %s", (_, group, file, where) => {
    const [, sentence] = where.exec(readFileSync(join(root, file), "utf8")) ?? [];
    expect(sentence).toBeDefined();
    expect(groups.find(({ name }) => name === group)?.files.flatMap(({ sentences }) => sentences)).toContain(sentence);
  });

  it("has every file once, and the same each time", () => {
    expect(listedIn.size).toBe(files.length);
    expect(groupSentences(root)).toEqual(groups);
  });

  it("has every word of a step, a status, a field, a notice, an exception and a refusal", () => {
    const spoken = [
      ...steps.flatMap((step) => Object.values(stepLabels[step])),
      ...Object.values(statusLabels),
      ...steps.flatMap((step) => names.flatMap((field) => Object.values(fieldLabels(step, field)))),
      ...Object.values(notices).flatMap(({ label, definition }) => [label, definition]),
      ...Object.values(exceptionDefinitions).flatMap(({ label, definition }) => [label, definition]),
      ...[...refusalsByCode.values()].flatMap(({ sentences }) => sentences.map(([, sentence]) => sentence)),
      mailBody({ headline: "", paragraphs: [] }, site).replace(/\s+/g, " ").trim(),
      ...Object.values(clauseImplementation),
      ...readingsOf("{organisation}").flatMap(({ reading, reason }) => [reading, reason]),
    ].filter((text) => /\p{L}{2}/u.test(text.replace(/\{[^{}]*\}/g, "")));
    expect(spoken.length).toBeGreaterThan(1000);
    expect([...new Set(spoken)].filter((text) => !isListed(text))).toEqual([]);
  });

  it("has every line of markup that is words alone", () => {
    const lines = sources(/\.tsx$/).flatMap(({ file, code }) =>
      [...code.matchAll(/^ +((?!\/\/|\*)[A-Z][\p{L}\d ,;:’“”…-]*[\p{L}] [\p{L}\d ,;:’“”…-]+[.:]?)$/gmu)].map(
        ([, line = ""]) => ({ file, line }),
      ),
    );
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter(({ file, line }) => !sentencesOf(file).includes(line))).toEqual([]);
  });

  it("has every whole sentence between quotation marks", () => {
    const quoted = sources(/\.tsx?$/).flatMap(({ file, code }) =>
      [...code.replace(/^ *(\/\/|\/?\*).*$/gm, "").matchAll(/"([A-Z“][^"\\\n<>]* [^"\\\n<>]*[.?!])"/g)].map(
        ([, text = ""]) => ({ file, text }),
      ),
    );
    expect(quoted.length).toBeGreaterThan(500);
    expect(quoted.filter(({ file, text }) => !sentencesOf(file).includes(text))).toEqual([]);
  });
});

describe("what is not listed", () => {
  it("are names of steps, fields and files, addresses and classes", () => {
    const classes = new Set(
      sources(/\.tsx$/).flatMap(({ code }) =>
        [...code.matchAll(/className="([^"]+)"/g)].flatMap(([, all = ""]) => all.split(" ")),
      ),
    );
    expect(classes.size).toBeGreaterThan(200);
    const isName = (text: string) =>
      [...steps, ...names].some((name) => name === text && /_|[A-Z]/.test(name)) ||
      /^@?\.?\/[a-z]\S*$|^data-|^use (client|server)$/.test(text) ||
      /^[a-z]+[A-Z]\w*$|^[a-z]+(_[a-z]+)+$/.test(text) ||
      (text.split(" ").every((word) => classes.has(word)) && /-|:/.test(text));
    expect(every.filter(isName)).toEqual([]);
  });

  it("is the name of an organisation outside the text of its policy", () => {
    expect(
      files.filter(({ sentences }) => sentences.some((text) => /\bAnchor\b/.test(text))).map(({ file }) => file),
    ).toEqual(["lib/policy/policy.ts", "lib/settings/organisation.ts"]);
  });
});

const code = `
  "use client";
  import { list } from "@/lib/text/join-list";
  type Look = "quiet one" | "loud one";
  export const labels = { open: "open", done_late: "done late" };
  const sql = db\`select id from changes where \${at}\`;
  const look = { className: "grid gap-4", id: "some id" };
  const path = \`/changes/\${number}\`;
  export const Page = ({ name, late, count }: Props) => {
    if (name === "Somebody Else") headers.set("Cache-Control", "no store at all");
    return (
      <Section heading="In force" id="Now" className={late ? "flex gap-2" : "grid gap-4"}>
        <p title={\`Of \${person.name}\`}>
          You have {count} <b>open {count === 1 ? "finding" : "findings"}</b>, see{" "}
          <a href="/incidents" aria-label="All incidents">them</a>.
        </p>
        <input placeholder="Your name" name="given name" />
        <img alt="A change" src="/a b.png" />
        {late && <em>{late ? "late" : <Since at={late} />}</em>}
        <button value="take it">{label ?? "Go on"}</button>
        {say("Nothing was changed.")}
      </Section>
    );
  };`;

it("takes words for people out of a file, and leaves what is for programs", () => {
  expect(sentencesIn(parseSource(code, "page.tsx"), new Set(["grid", "flex", "gap-4", "gap-2"]))).toEqual([
    "open",
    "done late",
    "In force",
    "Of {name}",
    "You have {count} open {finding|findings}, see them.",
    "All incidents",
    "Your name",
    "A change",
    "late",
    "Go on",
    "Nothing was changed.",
  ]);
});

it("takes them out of SQL, but for comments, settings and formats", () => {
  const sql = "-- 'not this one'\nset x = 'read committed'; return 'It''s over.'; to_char(at, 'FMDD Mon YYYY'); 'open'";
  expect(sentencesOfSql(sql)).toEqual(["It's over."]);
});
