import { Fact } from "@/components/record/fact";
import type { CatalogueEntry } from "@/db/catalogue/read-entries";

export const EntryText = ({ entry, back }: { entry: CatalogueEntry; back: string }) => (
  <section aria-label="The chosen catalogue entry" className="rounded-md border border-line bg-raised px-4">
    <Fact heading="Entry">
      <p>
        <span className="font-medium">{entry.title}</span>, {entry.category}, version {entry.version}.{" "}
        <a className="link" href={back}>
          Choose another
        </a>
      </p>
    </Fact>
    <Fact heading="What" text={entry.what} />
    <Fact heading="Rollback plan" text={entry.rollbackPlan} />
    <Fact heading="Verification" text={entry.verification} />
  </section>
);
