import { RunningHead } from "@/components/shell/running-head";
import type { RecordHead } from "./load-record-head";

export const RecordRunningHead = ({ organisation, isDemo, number }: RecordHead & { number: string }) => (
  <RunningHead
    left={organisation}
    right={number}
    foot={isDemo ? "Windlass: production change control, demonstration data" : undefined}
  />
);
