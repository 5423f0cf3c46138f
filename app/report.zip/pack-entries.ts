import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { printableDocument } from "@/app/_document/printable";
import { settings } from "@/app/_request/settings";
import { filterLabel, periodLabel } from "@/app/report/figures/filter-labels";
import type { LoadedReport } from "@/app/report/load";
import { readPolicy } from "@/db/policy/read-policy";
import { type PackFacts, packReadme } from "@/lib/report/evidence-pack";
import { policyPage, reportPage } from "./pack-pages";
import type { ZipEntry } from "./zip-stream";

type Generated = NonNullable<LoadedReport["generated"]>;
type Pack = {
  readonly evidenceFile: string;
  readonly evidence: ReadableStream<Uint8Array>;
  /** Called when the evidence has been written: until then nothing else is held. */
  readonly loadPages: () => Promise<Generated>;
};

const verifiers = ["verify.mjs", "sample.mjs"];

/** The files of a pack of evidence, in the order in which they are written, and at the end the SHA-256 of each. */
export async function* packEntries(pack: Pack): AsyncGenerator<ZipEntry> {
  const sums: string[] = [];
  for await (const { name, content } of entriesOf(pack)) yield { name, content: summed(content, name, sums) };
  yield { name: "SHA256SUMS", content: encoded([sums.join("")]) };
}

async function* entriesOf({ evidenceFile, evidence, loadPages }: Pack): AsyncGenerator<ZipEntry> {
  yield { name: evidenceFile, content: bytesOf(evidence) };
  const generated = await loadPages();
  const facts = factsOf(generated, evidenceFile);
  const page = (name: string, title: string, content: Parameters<typeof printableDocument>[1]): ZipEntry => ({
    name,
    content: encoded(printableDocument(title, content, settings().appUrl)),
  });
  const { organisation, report } = generated;
  const title = `${organisation}: change report, ${facts.period}`;
  yield page("pages/summary.html", title, reportPage(generated, "summary"));
  if (facts.hasSample) yield page("pages/sample.html", title, reportPage(generated, "sample"));
  yield page("pages/report.html", title, reportPage(generated, "all"));
  for (const version of report.versions) {
    const { text } = await readPolicy(version.version);
    yield page(policyFile(version.version), `Policy, version ${version.version}`, policyPage(version, text));
  }
  for (const name of verifiers)
    yield { name: `verifier/${name}`, content: bytesOf([await readFile(join(process.cwd(), "bin/auditor", name))]) };
  yield { name: "README.txt", content: encoded([packReadme(facts)]) };
}

const policyFile = (version: number): string => `policy/version-${version}.html`;

const factsOf = (
  { organisation, isDemo, report, filterOptions, generatedBy }: Generated,
  evidenceFile: string,
): PackFacts => ({
  organisation,
  demonstration: isDemo,
  period: periodLabel(report.period),
  filter: filterLabel(report.filter, filterOptions),
  generatedBy,
  evidenceFile,
  hasSample: report.sheets.length > 0,
  policyFiles: report.versions.map(({ version }) => policyFile(version)),
});

async function* bytesOf(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function* encoded(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}

/** The same bytes; once all were written, a line of `sha256sum` more. */
async function* summed(pieces: AsyncIterable<Uint8Array>, name: string, sums: string[]): AsyncGenerator<Uint8Array> {
  const sum = createHash("sha256");
  for await (const piece of pieces) {
    sum.update(piece);
    yield piece;
  }
  sums.push(`${sum.digest("hex")}  ${name}\n`);
}
