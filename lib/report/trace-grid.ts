import type { Clause } from "@/lib/rules/clauses";
import { statusWords } from "@/lib/rules/words";
import { type Asked, askedOf, askedOfFailed } from "./asked-of-changes";
import type { Moment } from "./exception-kinds";
import { exceptionsIn } from "./exceptions";
import { doer, type Trace } from "./trace";

/** How a requirement of the policy came out for a record; `not_needed`: the record ended, or failed, before it. */
export type GridState = "pass" | "exception" | "not_yet" | "not_needed";

/** One requirement of the policy, who met it and when, the log index of the event, and the result. */
export type GridRow = {
  readonly requirement: string;
  readonly clause: Clause;
  readonly state: GridState;
  readonly who: string | null;
  /** An ISO instant in UTC. */
  readonly at: string | null;
  readonly place: number | null;
  /** What an auditor should know beside the state; of an exception, what is wrong. */
  readonly said: string | null;
};

/** What the policy asks of a change of its type, requirement by requirement, as it stands at that moment. */
export function traceGrid(trace: Trace, moment: Moment): readonly GridRow[] {
  const over = whyOver(trace);
  const found = exceptionsIn(trace, moment);
  return [
    ...askedOf[trace.type](trace).map((asked) => rowOf(asked, over)),
    ...(trace.failed ? askedOfFailed(trace, trace.failed) : []).map((asked) => rowOf(asked, null)),
  ];

  function rowOf(
    { requirement, clause, deed, at, kinds = [], wrong = [], said = null }: Asked,
    over: string | null,
  ): GridRow {
    const problems = [
      ...wrong.filter((problem) => typeof problem === "string"),
      ...found.filter(({ kind }) => kinds.includes(kind)).map(({ sentence }) => sentence),
    ];
    const shared = {
      requirement,
      clause,
      who: deed && doer(deed),
      at: deed ? (at ?? deed.at) : null,
      place: deed?.place ?? null,
    };
    if (problems.length > 0) return { ...shared, state: "exception", said: problems.join(" ") };
    if (deed) return { ...shared, state: "pass", said };
    return { ...shared, state: over ? "not_needed" : "not_yet", said: over ?? said };
  }
}

/** Why nothing more is asked of a record that did not go its whole way. */
function whyOver({ ended, failed, status }: Trace): string | null {
  if (ended) return `The change was ${ended.step === "call_off" ? "called off" : statusWords[status]} before this.`;
  return failed ? "The change failed before this." : null;
}
