import { Icon } from "@/components/basics/icon";
import type { Stage, StageState } from "@/lib/changes/stages";
import type { MarkIcon } from "@/lib/looks/icons";
import { When } from "./when";

type Props = {
  stages: readonly Stage[];
  zone: string;
  /** A sentence: who can take the next step. */
  next?: string;
};

/** The policy's steps of a change: which are done, by whom and when, and who can take the next. */
export function Stepper({ stages, zone, next }: Props) {
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
            className={`grid grid-cols-[auto_1fr] content-start gap-x-1.5 border-line rows:border-t-2 rows:pt-2 ${edges[stage.state]}`}
          >
            <Icon name={icons[stage.state]} className={`mt-0.5 size-4 ${inks[stage.state]}`} />
            <a href={`/policy#${stage.clause}`} className={`hover:underline ${words[stage.state]}`}>
              {stage.label}
              <span className="sr-only">, {said[stage.state]}</span>
            </a>
            <StageNote stage={stage} zone={zone} />
          </li>
        ))}
      </ol>
      {next ? <p className="mt-3 border-t border-line pt-2.5 text-sm print:mt-2">{next}</p> : null}
    </div>
  );
}

function StageNote({ stage: { by, at, voided }, zone }: { stage: Stage; zone: string }) {
  const told = voided ?? (by && at ? { by, at } : null);
  if (!told) return null;
  const Words = voided ? "s" : "span";
  return (
    <p className="col-start-2 text-sm/5 text-muted cards:flex cards:flex-wrap cards:gap-x-2">
      <Words className="block break-words">{told.by}</Words>
      <Words className="block">
        <When at={told.at} zone={zone} brief />
      </Words>
      {voided ? <span>no longer counts</span> : null}
    </p>
  );
}

const icons: Record<StageState, MarkIcon> = {
  done: "done",
  running: "running",
  next: "waiting",
  later: "waiting",
  failed: "broken",
  ended: "barred",
};
const said: Record<StageState, string> = {
  done: "done",
  running: "in progress",
  next: "next",
  later: "later",
  failed: "failed",
  ended: "ended here",
};
const words: Record<StageState, string> = {
  done: "font-medium",
  running: "font-semibold",
  next: "font-semibold",
  later: "text-muted",
  failed: "font-semibold text-bad-ink",
  ended: "font-semibold",
};
const inks: Record<StageState, string> = {
  done: "text-good-ink",
  running: "text-warn-ink",
  next: "text-accent-ink",
  later: "text-muted",
  failed: "text-bad-ink",
  ended: "text-muted",
};
const edges: Record<StageState, string> = {
  done: "rows:border-good-ink",
  running: "rows:border-warn-ink",
  next: "rows:border-accent",
  later: "",
  failed: "rows:border-bad-ink",
  ended: "rows:border-muted",
};
