import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import type { World } from "@/components/form/control";
import type { Typed } from "@/lib/form/typed";
import type { Person as Judged, Offer, Subject } from "@/lib/rules/judge";
import type { ChangeType, SubjectType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";

export type StepsProps = {
  record: { readonly kind: SubjectType; readonly type: ChangeType | ""; readonly id: number; readonly seq: number };
  offered: readonly Offer[];
  subject: Subject;
  person: Person;
  staff: readonly Judged[];
  world: World;
  kept: Kept | null;
  /** Whether the page already warns of a dead end. */
  isStuck?: boolean;
  valuesFor: (step: Step) => Typed;
};
