import type { ChangeType, RecordType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";

/** A step that was read from its request: the record as it stands, and the version that the caller read. */
export type ApiStep = {
  readonly recordType: RecordType;
  readonly step: Step;
  readonly id: number | null;
  readonly type: ChangeType | "";
  readonly version: number | null;
  readonly ifMatch: number | null;
};
