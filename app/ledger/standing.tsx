import { Section } from "@/components/shell/section";
import { Asks } from "./asks";
import { Head } from "./head";
import type { LoadedLedger } from "./load";
import { RulebookState } from "./rulebook-state";
import { Verdict } from "./verdict";
import { WorkerState } from "./worker-state";

export const Standing = ({ ledger, changed, asked, person, kept, zone }: LoadedLedger) => (
  <>
    <div className="mb-6 grid gap-3">
      <RulebookState changed={changed} />
      <Verdict ledger={ledger} zone={zone} />
      <WorkerState worker={ledger.worker} zone={zone} asked={asked} />
    </div>
    <Section heading="Head">
      <Head ledger={ledger} zone={zone} />
      <Asks person={person} kept={kept} />
    </Section>
  </>
);
