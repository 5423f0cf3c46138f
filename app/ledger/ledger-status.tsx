import { Section } from "@/components/shell/section";
import { LedgerRequests } from "./ledger-requests";
import type { LoadedLedger } from "./load";
import { LogHead } from "./log-head";
import { RulebookState } from "./rulebook-state";
import { Verdict } from "./verdict";
import { WorkerState } from "./worker-state";

export const LedgerStatus = ({ ledger, changedParts, requestedStep, person, formDraft, zone }: LoadedLedger) => (
  <>
    <div className="mb-6 grid gap-3">
      <RulebookState changedParts={changedParts} />
      <Verdict ledger={ledger} zone={zone} />
      <WorkerState worker={ledger.worker} zone={zone} requested={requestedStep} />
    </div>
    <Section heading="Current state">
      <LogHead ledger={ledger} zone={zone} />
      <LedgerRequests person={person} formDraft={formDraft} />
    </Section>
  </>
);
