import type { Metadata } from "next";
import { nonce } from "@/app/_request/nonce";
import { requirePerson } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { Notice } from "@/components/basics/notice";
import { BarFills } from "@/components/record/type-bar";
import { Main } from "@/components/shell/main";
import { RunningHead } from "@/components/shell/running-head";
import { installationKind } from "@/db/connection/installation";
import { awaitVerification } from "@/db/ledger/await-verification";
import { readLedger, takeCheckpoint } from "@/db/ledger/read-ledger";
import { firstOpened } from "@/db/report/read-population";
import { readPlaces } from "@/db/systems/read-places";
import { reportFilter, reportPath, reportPeriod } from "@/lib/report/filter";
import { tellPlainly } from "@/lib/time/format";
import { tellerIn } from "@/lib/time/format-many";
import { Covered } from "./covered";
import { ExceptionsPart } from "./exceptions-part";
import { filterWords, periodWords } from "./filter-words";
import { BrokenLedger, LedgerPart } from "./ledger-part";
import { loadReport } from "./load-report";
import { Measures } from "./measures";
import { NoReport } from "./no-report";
import { Part } from "./part";
import { PopulationPart } from "./population-part";
import { RefusedPart } from "./refused-part";
import { ReportForm } from "./report-form";
import { ReportHead } from "./report-head";
import { SamplePart } from "./sample-part";
import { Sign } from "./sign";
import { Totals } from "./totals";

export const metadata: Metadata = { title: "Change report" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReportPage({ searchParams }: Props) {
  const query = await searchParams;
  const filter = reportFilter(query);
  const after = afterIn(query);
  const person = await requirePerson(reportPath(filter));
  const { organisation, siteTimezone: zone } = settings();
  const covers = reportPeriod(filter, person.now.toISOString(), zone, await firstOpened());
  if (!covers.ok)
    return <NoReport filter={filter} zone={zone} now={person.now.toISOString()} sentence={covers.sentence} />;
  const [report, places, { whole, ledger, checkpoint }, kind] = await Promise.all([
    loadReport(filter, covers.period, { zone }, after),
    readPlaces(filter),
    ledgerVerified(after === 0),
    installationKind(),
  ]);
  const { period, traces, population, moment, hash } = report;
  const tell = tellerIn(zone);
  const [drawn, days, filtered] = [tellPlainly(moment.now, zone), periodWords(period), filterWords(filter, places)];
  const isDemo = kind === "demo";
  return (
    <Main className="report">
      <RunningHead
        nonce={await nonce()}
        left={`${organisation}: change report`}
        right={[days, filtered].filter(Boolean).join(", ")}
        foot={`Drawn ${drawn} by ${person.name}${isDemo ? ", demonstration data" : ""}`}
      />
      <ReportHead {...{ organisation, filtered, drawn, zone, isDemo }} period={days} by={person.name} />
      {covers.shortened ? <Notice>{covers.shortened}</Notice> : null}
      <BrokenLedger ledger={ledger} />
      <ReportForm {...{ filter, period, zone, places }} now={moment.now} />
      {after > 0 ? (
        <Part number={5} heading="The population, continued">
          <PopulationPart report={report} tell={tell} />
        </Part>
      ) : (
        <>
          <BarFills />
          <Part number={1} heading="What this report covers">
            <Covered population={population} hash={hash} filtered={filtered} versions={report.versions} />
          </Part>
          <Part number={2} heading="Totals by type and outcome">
            <Totals traces={traces} period={period} zone={zone} />
          </Part>
          <Part number={3} heading="Measures">
            <Measures traces={traces} now={moment.now} />
          </Part>
          <Part number={4} heading="Exceptions">
            <ExceptionsPart report={report} />
          </Part>
          <Part number={5} heading="The population">
            <PopulationPart report={report} tell={tell} />
          </Part>
          <Part number={6} heading="Refused attempts">
            <RefusedPart attempts={report.attempts} tell={tell} />
          </Part>
          <Part number={7} heading="Sample and evidence sheets">
            <SamplePart report={report} tell={tell} />
          </Part>
          <Part number={8} heading="The ledger" className={report.sheets.length > 0 ? "break-before-page" : ""}>
            <LedgerPart ledger={ledger} whole={whole} note={checkpoint?.note ?? null} tell={tell} />
          </Part>
          <Part number={9} heading="Signatures" className="break-inside-avoid">
            <Sign />
          </Part>
        </>
      )}
    </Main>
  );
}

/** Where the ledger stands, verified before if that does not take long; and the checkpoint: paper hands it out, as a download does. */
async function ledgerVerified(isShown: boolean) {
  const whole = isShown ? await awaitVerification() : 0;
  const [ledger, checkpoint] = await Promise.all([readLedger(), takeCheckpoint()]);
  return { whole, ledger, checkpoint };
}

/** The change after which a long population goes on: a number in the address, else 0. */
function afterIn({ after }: Record<string, string | string[] | undefined>): number {
  return /^\d{1,15}$/.test(String(after)) ? Number(after) : 0;
}
