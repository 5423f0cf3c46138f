import { Button } from "@/components/basics/button";
import { Disclosure } from "@/components/basics/disclosure";
import { EmptyState } from "@/components/basics/empty-state";
import { Section } from "@/components/shell/section";
import type { CatalogueEntry } from "@/db/catalogue/read-entries";

type Props = {
  path: string;
  heading: string;
  entries: readonly CatalogueEntry[];
  /** The number of the change that the new one follows. */
  follows?: string;
  /** Behind its heading, beside a form that does without. */
  isClosed?: boolean;
};

/** Catalogue entries, each with the button that opens the form of a change from it. */
export function EntryChoice({ isClosed = false, ...choice }: Props) {
  const { heading, entries } = choice;
  const list = <Entries {...choice} />;
  if (!isClosed) return <Section heading={heading}>{list}</Section>;
  return entries.length === 0 ? null : (
    <Disclosure
      summary={
        <>
          {heading} <span className="font-normal text-muted">{entries.length} catalogue entries</span>
        </>
      }
    >
      {list}
    </Disclosure>
  );
}

function Entries({ path, heading, entries, follows }: Omit<Props, "isClosed">) {
  return (
    <>
      {entries.length === 0 ? (
        <EmptyState>The catalogue has no approved entry of this kind. Propose a normal change instead.</EmptyState>
      ) : null}
      <form action={path} aria-label={heading} className="grid gap-px">
        {follows ? <input type="hidden" name="follows" value={follows} /> : null}
        {entries.map(({ id, title, what, category }) => (
          <div key={id} className="flex items-start justify-between gap-x-4 border-t border-line py-2.5 sm:gap-x-6">
            <div className="min-w-0 flex-1">
              <p className="font-medium">{title}</p>
              <p className="text-sm break-words text-muted">
                {category}: {what}
              </p>
            </div>
            <Button type="submit" name="entry" value={id} variant="quiet" aria-label={`Use “${title}”`}>
              Use
            </Button>
          </div>
        ))}
      </form>
    </>
  );
}
