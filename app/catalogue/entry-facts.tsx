import { Code } from "@/components/basics/code";
import { DefinitionList } from "@/components/record/definition-list";
import { FactSection } from "@/components/record/fact-section";
import type { CatalogueEntry, EntryUsage } from "@/db/catalogue/read-entries";
import { unused, usageLabel } from "@/lib/catalogue/entry-labels";

export const EntryFacts = ({ entry, usage = unused }: { entry: CatalogueEntry; usage?: EntryUsage | undefined }) => (
  <div className="mb-8 border-b border-line">
    <FactSection heading="What" text={entry.what} />
    <FactSection heading="Rollback plan" text={entry.rollbackPlan} />
    <FactSection heading="Verification" text={entry.verification} />
    <FactSection heading="Fields" missing="No fields: the text is the same each time.">
      {entry.templateFields.length > 0 ? (
        <ul className="grid gap-1">
          {entry.templateFields.map(({ name, label, pattern, options, example }) => (
            <li key={name} className="break-words">
              <Code>{`{${name}}`}</Code> {label}:{" "}
              {options ? `one of ${options.join(", ")}` : <Code>{pattern ?? ""}</Code>}
              {example ? `, for example ${example}` : ""}
            </li>
          ))}
        </ul>
      ) : null}
    </FactSection>
    <FactSection heading="Rules">
      <DefinitionList
        rows={[
          { term: "Kind", value: entry.kind },
          { term: "Category", value: entry.category },
          ...namedRows("Systems", entry.systems),
          ...namedRows("All systems of", entry.clients),
          { term: "Fully reversible", value: entry.reversible ? "yes" : "no" },
          ...(entry.kind === "standard"
            ? [{ term: "May start in a freeze", value: entry.allowedInFreeze ? "yes" : "no" }]
            : []),
          { term: "Version", value: <Version entry={entry} /> },
          ...(entry.fromChange
            ? [
                {
                  term: "Made from",
                  value: (
                    <a className="link" href={`/changes/${entry.fromChange}`}>
                      {entry.fromChange}
                    </a>
                  ),
                },
              ]
            : []),
          { term: "Proposed by", value: entry.proposedBy.name },
          { term: "Changes from this entry", value: usageLabel(usage) },
        ]}
      />
    </FactSection>
  </div>
);

const namedRows = (term: string, items: readonly { readonly name: string }[]) =>
  items.length > 0 ? [{ term, value: items.map(({ name }) => name).join(", ") }] : [];

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
