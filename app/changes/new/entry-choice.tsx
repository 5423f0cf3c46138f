import { Button } from "@/components/basics/button";
import { EmptyState } from "@/components/basics/empty-state";
import { Section } from "@/components/shell/section";
import type { CatalogueEntry } from "@/db/catalogue/read-entries";

export function EntryChoice({
  path,
  heading,
  entries,
  follows,
}: {
  path: string;
  heading: string;
  entries: readonly CatalogueEntry[];
  /** The number of the change that the new one follows. */
  follows?: string;
}) {
  return (
    <Section heading={heading}>
      {entries.length === 0 ? (
        <EmptyState>The catalogue has no approved entry of this kind. Propose a normal change instead.</EmptyState>
      ) : null}
      <form action={path} aria-label={heading} className="grid gap-px">
        {follows ? <input type="hidden" name="follows" value={follows} /> : null}
        {entries.map(({ id, title, what, category }) => (
          <div
            key={id}
            className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-t border-line py-2.5"
          >
            <div className="min-w-0 flex-1 basis-72">
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
    </Section>
  );
}
