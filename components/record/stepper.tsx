import { Icon } from "@/components/basics/icon";
import type { Stage, StageState } from "@/lib/changes/stages";
import type { IconName } from "@/lib/looks/icons";
import { DateTime } from "./date-time";

type Props = {
  stages: readonly Stage[];
  zone: string;
  /** A sentence: who can take the next step. */
  nextSentence?: string;
};

/** The policy's steps of a change: which are done, by whom and when, and who can take the next. */
export function Stepper({ stages, zone, nextSentence }: Props) {
  return (
    <div className="rounded-md border border-line bg-raised px-4 py-3 print:border-0 print:bg-transparent print:p-0">
      <ol
        aria-label="Steps of the policy"
        className="grid gap-x-4 gap-y-2.5 lg:auto-cols-fr lg:grid-flow-col print:auto-cols-auto print:grid-flow-row print:grid-cols-6"
      >
        {stages.map((stage) => (
          <li
            key={stage.label}
            aria-current={stage.state === "next" || stage.state === "running" ? "step" : undefined}
            className={`grid grid-cols-[auto_1fr] content-start gap-x-1.5 border-line rows:border-t-2 rows:pt-2 ${borderClasses[stage.state]}`}
          >
            <Icon name={stateIcons[stage.state]} className={`mt-0.5 size-4 ${iconClasses[stage.state]}`} />
            <a href={`/policy#${stage.clause}`} className={`min-h-6 hover:underline ${labelClasses[stage.state]}`}>
              {stage.label}
              <span className="sr-only">, {stateLabels[stage.state]}</span>
            </a>
            <StageNote stage={stage} zone={zone} />
          </li>
        ))}
      </ol>
      {nextSentence ? <p className="mt-3 border-t border-line pt-2.5 text-sm print:mt-2">{nextSentence}</p> : null}
    </div>
  );
}

function StageNote({ stage: { by, at, voided }, zone }: { stage: Stage; zone: string }) {
  const takenBy = voided ?? (by && at ? { by, at } : null);
  if (!takenBy) return null;
  const Text = voided ? "s" : "span";
  return (
    <p className="col-start-2 text-sm/5 text-muted cards:flex cards:flex-wrap cards:gap-x-2 print:col-start-1 print:col-end-3 print:**:whitespace-normal">
      <Text className="block break-words">{takenBy.by}</Text>
      <Text className="block">
        <DateTime at={takenBy.at} zone={zone} isBrief />
      </Text>
      {voided ? <span>no longer counts</span> : null}
    </p>
  );
}

const stateIcons: Record<StageState, IconName> = {
  done: "done",
  running: "running",
  next: "waiting",
  later: "waiting",
  failed: "broken",
  ended: "barred",
};
const stateLabels: Record<StageState, string> = {
  done: "done",
  running: "in progress",
  next: "next",
  later: "later",
  failed: "failed",
  ended: "ended here",
};
const labelClasses: Record<StageState, string> = {
  done: "font-medium",
  running: "font-semibold",
  next: "font-semibold",
  later: "text-muted",
  failed: "font-semibold text-bad-ink",
  ended: "font-semibold",
};
const iconClasses: Record<StageState, string> = {
  done: "text-good-ink",
  running: "text-warn-ink",
  next: "text-accent-ink",
  later: "text-muted",
  failed: "text-bad-ink",
  ended: "text-muted",
};
const borderClasses: Record<StageState, string> = {
  done: "rows:border-good-ink",
  running: "rows:border-warn-ink",
  next: "rows:border-accent",
  later: "",
  failed: "rows:border-bad-ink",
  ended: "rows:border-muted",
};
