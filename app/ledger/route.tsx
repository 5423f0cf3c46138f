import { document } from "@/app/_document/document";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { ButtonLink } from "@/components/basics/button";
import { EmptyState } from "@/components/basics/empty-state";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { LedgerStatus } from "./ledger-status";
import { type LoadedLedger, loadLedger } from "./load";
import { LogTable } from "./log-table";
import { Proofs } from "./proofs";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Ledger", load: loadLedger, render: LedgerPage });

function LedgerPage(loaded: LoadedLedger) {
  const { before, ledger, events, more, zone } = loaded;
  return (
    <Main>
      <PageHeader
        title="Ledger"
        intro={
          <>
            Every event of every record is numbered in one signed, append-only log. Any later change, removal or
            insertion is detected. <ClauseLink clause="records" />
          </>
        }
        actions={
          ledger.checkpoints.length > 0 ? (
            <ButtonLink href="/ledger/checkpoint" download>
              Download the checkpoint
            </ButtonLink>
          ) : null
        }
      />
      <FormDraftNotice formDraft={loaded.formDraft} offered />
      {before ? null : <LedgerStatus {...loaded} />}
      <Section heading={before ? "The log, earlier" : "The log"}>
        {events.length > 0 ? (
          <LogTable events={events} zone={zone} />
        ) : (
          <EmptyState>{before ? "No earlier events." : "No events in the log yet."}</EmptyState>
        )}
        <Pager newer={before ? "/ledger" : null} older={more ? `/ledger?before=${events.at(-1)?.place}` : null} />
      </Section>
      {before ? null : <Proofs {...loaded} />}
    </Main>
  );
}
