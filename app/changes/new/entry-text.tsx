import { FactSection } from "@/components/record/fact-section";
import type { CatalogueEntry } from "@/db/catalogue/read-entries";

export const EntryText = ({ entry, back }: { entry: CatalogueEntry; back: string }) => (
  <section aria-label="The chosen catalogue entry" className="rounded-md border border-line bg-raised px-4">
    <FactSection heading="Entry">
      <p>
        <span className="font-medium">{entry.title}</span>, {entry.category}, version {entry.version}.{" "}
        <a className="link" href={back}>
          Choose another
        </a>
      </p>
    </FactSection>
    <FactSection heading="What" text={entry.what} />
    <FactSection heading="Rollback plan" text={entry.rollbackPlan} />
    <FactSection heading="Verification" text={entry.verification} />
  </section>
);
