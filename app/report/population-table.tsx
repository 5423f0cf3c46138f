import { Piecewise } from "@/components/basics/piecewise";
import type { Trace, Wording } from "@/lib/report/trace";
import { traceLines, whenOf } from "@/lib/report/trace-lines";
import { writtenText } from "@/lib/report/written-text";
import { statusWords, typeWords } from "@/lib/rules/words";
import type { Teller } from "@/lib/time/format-many";
import { counted } from "../ledger/counted";

type Props = { records: readonly { readonly trace: Trace; readonly words: Wording }[]; tell: Teller };

/** A report may list two thousand records, so that a row is made of few elements and plain strings. */
export const PopulationTable = ({ records, tell }: Props) => (
  <table
    aria-label="The population, by number"
    className="w-full table-fixed border-collapse text-left text-sm cards:block print:text-[7.5pt]/[1.4]"
  >
    <thead className="border-b border-line-strong text-muted cards:sr-only">
      <tr className="*:py-1 *:pr-4 *:font-medium">
        <th scope="col" className="w-[13%]">
          Change
        </th>
        <th scope="col">Title and the five facts</th>
        <th scope="col" className="w-[44%]">
          Every person and time
        </th>
      </tr>
    </thead>
    <tbody className="cards:block">
      <Piecewise of={records} draw={({ trace, words }) => <Line trace={trace} words={words} tell={tell} />} />
    </tbody>
  </table>
);

function Line({ trace, words, tell }: { trace: Trace; words: Wording; tell: Teller }) {
  const say = (field: "title" | "what" | "why" | "rollbackPlan") => writtenText(words[field], tell);
  return (
    <tr className="border-b border-line align-top break-inside-avoid cards:block cards:py-3 rows:*:py-1.5 rows:*:pr-4 rows:*:last:pr-0">
      <th scope="row" className="font-normal whitespace-pre-line cards:whitespace-normal">
        <a className="link font-semibold" href={`/changes/${trace.number}`}>
          {trace.number}
        </a>
        {`\n${typeWords[trace.type].replace(" change", "")}, ${statusWords[trace.status]},\n${logOf(trace)}`}
      </th>
      <td className="wrap-anywhere whitespace-pre-line cards:block cards:pt-1">
        <b className="font-semibold">{words.title ? say("title") : ""}</b>
        {words.title ? "\n" : ""}
        <b className="font-semibold">Who</b> {`${trace.started?.name ?? "not started"}\n`}
        <b className="font-semibold">What</b> {`${say("what")}\n`}
        <b className="font-semibold">When</b> {`${whenOf(trace, tell) ?? "not planned"}\n`}
        <b className="font-semibold">Why</b> {`${say("why")}\n`}
        <b className="font-semibold">Rollback plan</b> {`${say("rollbackPlan")}\n`}
        <b className="font-semibold">Systems</b> {systemsOf(trace, words, tell)}
      </td>
      <td className="wrap-anywhere whitespace-pre-line tabular-nums cards:block cards:pt-1">
        {traceLines(trace, tell).join("\n")}
      </td>
    </tr>
  );
}

const systemsOf = ({ systems, clients }: Trace, words: Wording, tell: Teller): string =>
  systems.length > 0
    ? `${systems.join(", ")} (${clients.join(", ")})`
    : writtenText(words.systemInWords, tell, "none named");

const logOf = ({ last, events }: Trace): string =>
  `${counted(events)}${last.place === null ? "" : `, last at log ${last.place}`}`;
