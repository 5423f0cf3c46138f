/** What stands in a pack of evidence, and how a reader checks it: the words of its README. */
export type PackFacts = {
  readonly organisation: string;
  readonly demonstration: boolean;
  /** The days that it covers, and what narrows it; empty for every change. */
  readonly period: string;
  readonly filter: string;
  readonly generatedBy: string;
  readonly evidenceFile: string;
  readonly hasSample: boolean;
  readonly policyFiles: readonly string[];
};

/** The README of a pack of evidence. */
export const packReadme = ({
  organisation,
  demonstration,
  period,
  filter,
  generatedBy,
  evidenceFile,
  hasSample,
  policyFiles,
}: PackFacts): string => `Evidence of changes: ${organisation}${demonstration ? " (demonstration data)" : ""}
Period: ${period}${filter ? `, ${filter}` : ""}
Exported by ${generatedBy}

pages/summary.html  The first page and the figures of the report
${hasSample ? "pages/sample.html   The evidence sheets of the sample, one a page\n" : ""}pages/report.html   The whole report
${evidenceFile}
                    Every event of these changes, with the proof that the ledger holds it
${policyFiles.map((file) => file.padEnd(20)).join("\n")} The policy in force
verifier/           Programs that check the evidence with nothing but Node
SHA256SUMS          The SHA-256 of each file: sha256sum --check SHA256SUMS

Pages
  Open a page in any browser. They need no connection and run no script.
  To keep a page as PDF, print it and choose "Save as PDF".

Check the evidence
  node verifier/verify.mjs ${evidenceFile}
  Add --checkpoint with a checkpoint that you kept earlier: it holds even against
  the owner of the database.

Draw the sample again
  node verifier/sample.mjs ${evidenceFile} --size 25 --seed words

The pages were rendered when the evidence had been written. Each names its moment
and the hash of its population; both hashes are equal unless a change was opened
in between.
`;
