import type { ChangeStep } from "@/lib/rules/rules";

/** What is there of a new installation. */
export type FirstRun = {
  readonly hasSystems: boolean;
  readonly hasShifts: boolean;
  readonly hasEntries: boolean;
  readonly sendsSlack: boolean;
  readonly sendsEmail: boolean;
  /** Whether there are so many changes that a demonstration is past its first run. */
  readonly isUsed: boolean;
  /** The normal change that somebody brought furthest by hand, and the steps that it took. */
  readonly firstChange: { readonly number: string; readonly steps: readonly string[] } | null;
};

export type Tick = {
  readonly label: string;
  readonly isDone: boolean;
  /** Who does it, or what it is for. */
  readonly note: string;
  readonly path: string;
};

const changeTicks: readonly { readonly step: ChangeStep; readonly label: string; readonly note: string }[] = [
  { step: "draft", label: "Draft a normal change", note: "As an operator: say what, why and how to undo it." },
  { step: "submit", label: "Submit it for review", note: "As the same operator." },
  { step: "review", label: "Review it", note: "As a reviewer who wrote none of it: choose “Switch person” above." },
  { step: "approve", label: "Approve it", note: "As an operations lead who neither wrote nor reviewed it." },
];

/** The way to the first approved change of a demonstration; empty once one is approved, or the demonstration is used. */
export function firstChangeTicks({ firstChange, isUsed }: FirstRun): readonly Tick[] {
  const taken = firstChange?.steps ?? [];
  if (isUsed || taken.includes("approve")) return [];
  const path = firstChange ? `/changes/${firstChange.number}` : "/changes/new/normal";
  return changeTicks.map(({ step, label, note }) => ({ label, note, path, isDone: taken.includes(step) }));
}

/** What an operations lead sets up before the first change; empty once changes can be made. */
export function setUpTicks(firstRun: FirstRun): readonly Tick[] {
  const { hasSystems, hasShifts, hasEntries, sendsSlack, sendsEmail } = firstRun;
  if (hasSystems && hasShifts && hasEntries) return [];
  return [
    { label: "Clients and systems", note: "One by one, or from a CSV file.", path: "/systems", isDone: hasSystems },
    { label: "On-call roster", note: "A rotation, or a calendar file.", path: "/on-call", isDone: hasShifts },
    {
      label: "Catalogue",
      note: "The standard changes that need no approval each.",
      path: "/catalogue",
      isDone: hasEntries,
    },
    { label: "Slack", note: "Failed changes alert the team there.", path: "/deliveries", isDone: sendsSlack },
    { label: "E-mail", note: "For reminders and requests.", path: "/deliveries", isDone: sendsEmail },
  ];
}
