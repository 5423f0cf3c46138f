import { document } from "@/app/_document/document";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { ButtonLink } from "@/components/basics/button";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { type LoadedLedger, loadLedger } from "./load";
import { LogTable } from "./log-table";
import { Proofs } from "./proofs";
import { Standing } from "./standing";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Ledger", load: loadLedger, draw: LedgerPage });

function LedgerPage(loaded: LoadedLedger) {
  const { before, ledger, events, more, zone } = loaded;
  return (
    <Main>
      <PageHead
        title="Ledger"
        lead={
          <>
            Every event of every record has one place in one signed log. Any later change, removal or insertion shows.{" "}
            <ClauseLink clause="records" />
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
      <KeptNotice kept={loaded.kept} offered />
      {before ? null : <Standing {...loaded} />}
      <Section heading={before ? "The log, earlier" : "The log"}>
        {events.length > 0 ? (
          <LogTable events={events} zone={zone} />
        ) : (
          <Empty>{before ? "No earlier events." : "No events in the log yet."}</Empty>
        )}
        <Pager newer={before ? "/ledger" : null} older={more ? `/ledger?before=${events.at(-1)?.place}` : null} />
      </Section>
      {before ? null : <Proofs {...loaded} />}
    </Main>
  );
}
