import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import { Fact } from "@/components/fact";
import { Facts } from "@/components/facts";
import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { ClauseLink } from "@/components/refusal";
import { Section } from "@/components/section";
import { StatusMark } from "@/components/status-mark";
import { type CatalogueEntry, readEntries } from "@/db/read-entries";
import { type EntryKind, entryKinds, isLive } from "@/lib/record";
import { requirePerson } from "../session";

export const metadata: Metadata = { title: "Catalogue" };

const kinds: Record<EntryKind, { heading: string; lead: string; path: string }> = {
  standard: {
    heading: "Standard changes",
    lead: "Pre-approved, low-risk, routine: no approval step.",
    path: "/changes/new/standard",
  },
  routine: {
    heading: "Routine normal changes",
    lead: "Normal changes whose reviewer may approve them.",
    path: "/changes/new/normal",
  },
};

export default async function CataloguePage() {
  await requirePerson("/catalogue");
  const entries = await readEntries();
  return (
    <Main>
      <PageHead
        title="Catalogue"
        lead={
          <>
            An operations lead who did not propose an entry approves it. Nothing else makes a change standard or
            routine. <ClauseLink clause="standard" />
          </>
        }
      />
      {entryKinds.map((kind) => {
        const those = entries.filter((entry) => entry.kind === kind);
        return (
          <Section key={kind} heading={kinds[kind].heading} count={those.length}>
            <p className="mb-2 text-muted">{kinds[kind].lead}</p>
            {those.length === 0 ? <Empty>No entry of this kind yet.</Empty> : null}
            {those.map((entry) => (
              <Entry key={entry.id} entry={entry} path={kinds[kind].path} />
            ))}
          </Section>
        );
      })}
    </Main>
  );
}

const Entry = ({ entry, path }: { entry: CatalogueEntry; path: string }) => (
  <details className="border-t border-line py-2.5">
    <summary className="cursor-pointer">
      <span className="mr-3 font-medium">{entry.title}</span>
      <StatusMark status={entry.status} />{" "}
      <span className="text-sm text-muted">{`${entry.category}, version ${entry.version}, used ${entry.used} times`}</span>
    </summary>
    <div className="mt-3 grid gap-2 pl-4">
      <Fact heading="What" text={entry.what} />
      <Fact heading="Rollback plan" text={entry.rollbackPlan} />
      <Fact heading="Verification" text={entry.verification} />
      <Fact heading="Rules">
        <Facts
          rows={[
            { term: "People fill in", answer: entry.blanks.map(({ label }) => label).join(", ") || "nothing" },
            { term: "For the systems", answer: entry.systems.map(({ name }) => name).join(", ") },
            { term: "Restores the earlier state completely", answer: entry.reversible ? "yes" : "no" },
            ...(entry.kind === "standard"
              ? [{ term: "May be started in a freeze", answer: entry.allowedInFreeze ? "yes" : "no" }]
              : []),
          ]}
        />
      </Fact>
      {isLive(entry.status) ? (
        <div>
          <ButtonLink href={`${path}?entry=${entry.id}`}>Make a change from it</ButtonLink>
        </div>
      ) : null}
    </div>
  </details>
);
