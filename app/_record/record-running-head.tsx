import { PrintHeaderFooter } from "@/components/shell/print-header-footer";
import type { RunningHeadData } from "./load-running-head";

export const RecordRunningHead = ({ organisation, isDemo, number }: RunningHeadData & { number: string }) => (
  <PrintHeaderFooter
    left={organisation}
    right={number}
    footer={isDemo ? "Windlass: production change control, demonstration data" : undefined}
  />
);
