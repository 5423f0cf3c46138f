import { titled } from "@/app/_request/page-title";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { ButtonLink } from "@/components/basics/button";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { readLedger } from "@/db/ledger/read-ledger";
import { readLog } from "@/db/ledger/read-log";
import { lateChangedParts } from "@/db/rules/living-rulebook";
import { filterOf } from "@/lib/changes/filter";
import { Asks } from "./asks";
import { CheckpointTable } from "./checkpoint-table";
import { Head } from "./head";
import { HowToVerify } from "./how-to-verify";
import { LogTable } from "./log-table";
import { RulebookState } from "./rulebook-state";
import { Verdict } from "./verdict";
import { VerificationTable } from "./verification-table";
import { WorkerState } from "./worker-state";

export const generateMetadata = titled("Ledger");

type Query = { kept?: string; before?: string; asked?: string };

export default async function LedgerPage({ searchParams }: { searchParams: Promise<Query> }) {
  const person = await requirePerson("/ledger");
  const query = await searchParams;
  const { before } = filterOf(query);
  const [ledger, changed, { events, more }, kept] = await Promise.all([
    readLedger(),
    lateChangedParts(),
    readLog(before),
    keptFor(person.token, "/ledger", query.kept),
  ]);
  const zone = zoneOf(person);
  return (
    <Main>
      <PageHead
        title="Ledger"
        lead={
          <>
            Every event of every record has one place in one log, whose head is signed. What was recorded cannot be
            changed, left out or added later without this showing. <ClauseLink clause="records" />
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
      <KeptNotice kept={kept} offered />
      {before ? null : (
        <>
          <div className="mb-6 grid gap-3">
            <RulebookState changed={changed} />
            <Verdict ledger={ledger} zone={zone} />
            <WorkerState worker={ledger.worker} zone={zone} asked={query.asked} />
          </div>
          <Section heading="Head">
            <Head ledger={ledger} zone={zone} />
            <Asks person={person} kept={kept} />
          </Section>
        </>
      )}
      <Section heading={before ? "The log, earlier" : "The log"}>
        {events.length > 0 ? (
          <LogTable events={events} zone={zone} />
        ) : (
          <Empty>{before ? "There is nothing earlier." : "No event has its place yet."}</Empty>
        )}
        <Pager newer={before ? "/ledger" : null} older={more ? `/ledger?before=${events.at(-1)?.place}` : null} />
      </Section>
      {before ? null : (
        <>
          <Section heading="Verifications">
            <VerificationTable verifications={ledger.verifications} zone={zone} />
          </Section>
          <Section heading="Checkpoints">
            <CheckpointTable checkpoints={ledger.checkpoints} zone={zone} />
          </Section>
          <HowToVerify />
        </>
      )}
    </Main>
  );
}
