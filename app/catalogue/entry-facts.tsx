import { Code } from "@/components/basics/code";
import { Fact } from "@/components/record/fact";
import { Facts } from "@/components/record/facts";
import type { CatalogueEntry } from "@/db/catalogue/read-entries";
import { usedWords } from "@/lib/catalogue/entry-words";

export const EntryFacts = ({ entry }: { entry: CatalogueEntry }) => (
  <div className="mb-8 border-b border-line">
    <Fact heading="What" text={entry.what} />
    <Fact heading="Rollback plan" text={entry.rollbackPlan} />
    <Fact heading="Verification" text={entry.verification} />
    <Fact heading="Fields" missing="No fields: the text is the same each time.">
      {entry.blanks.length > 0 ? (
        <ul className="grid gap-1">
          {entry.blanks.map(({ name, label, pattern, options, example }) => (
            <li key={name} className="break-words">
              <Code>{`{${name}}`}</Code> {label}:{" "}
              {options ? `one of ${options.join(", ")}` : <Code>{pattern ?? ""}</Code>}
              {example ? `, for example ${example}` : ""}
            </li>
          ))}
        </ul>
      ) : null}
    </Fact>
    <Fact heading="Rules">
      <Facts
        rows={[
          { term: "Kind", answer: entry.kind },
          { term: "Category", answer: entry.category },
          ...named("Systems", entry.systems),
          ...named("All systems of", entry.clients),
          { term: "Fully reversible", answer: entry.reversible ? "yes" : "no" },
          ...(entry.kind === "standard"
            ? [{ term: "May start in a freeze", answer: entry.allowedInFreeze ? "yes" : "no" }]
            : []),
          { term: "Version", answer: <Version entry={entry} /> },
          ...(entry.fromChange
            ? [
                {
                  term: "Made from",
                  answer: (
                    <a className="link" href={`/changes/${entry.fromChange}`}>
                      {entry.fromChange}
                    </a>
                  ),
                },
              ]
            : []),
          { term: "Proposed by", answer: entry.proposedBy.name },
          { term: "Changes from this entry", answer: usedWords(entry) },
        ]}
      />
    </Fact>
  </div>
);

const named = (term: string, those: readonly { readonly name: string }[]) =>
  those.length > 0 ? [{ term, answer: those.map(({ name }) => name).join(", ") }] : [];

const Version = ({ entry: { version, replaces, newer } }: { entry: CatalogueEntry }) => (
  <>
    {version}
    {replaces ? (
      <>
        , after{" "}
        <a className="link" href={`/catalogue/${replaces}`}>
          the one before
        </a>
      </>
    ) : null}
    {newer ? (
      <>
        ; there is a{" "}
        <a className="link" href={`/catalogue/${newer}`}>
          newer one
        </a>
      </>
    ) : null}
  </>
);
