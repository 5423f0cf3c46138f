import { Section } from "@/components/shell/section";
import { CheckpointTable } from "./checkpoint-table";
import { HowToVerify } from "./how-to-verify";
import type { LoadedLedger } from "./load";
import { VerificationTable } from "./verification-table";

export const Proofs = ({ ledger, zone }: Pick<LoadedLedger, "ledger" | "zone">) => (
  <>
    <Section heading="Verifications">
      <VerificationTable verifications={ledger.verifications} zone={zone} />
    </Section>
    <Section heading="Checkpoints">
      <CheckpointTable checkpoints={ledger.checkpoints} zone={zone} />
    </Section>
    <HowToVerify />
  </>
);
