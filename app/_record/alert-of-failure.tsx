import { Notice } from "@/components/basics/notice";
import { ClauseLink } from "@/components/record/refusal";
import { Remark } from "@/components/record/remark";
import { type Alert, alertState, alertWords } from "@/lib/notices/alert";
import type { ChannelNow } from "@/lib/notices/channel-words";
import { tellPlainly } from "@/lib/time/format";

type Props = {
  alert: Alert;
  slack: ChannelNow;
  /** The number of the change that failed. */
  change: string;
  /** The incident's number, on pages other than the incident's own. */
  incident?: string;
  /** Where a change failed more than once, the line names the incident. */
  oneOfSeveral?: boolean;
  zone: string;
};

/** One line once the alert was delivered or attested; otherwise a notice that says why not and what to do. */
export function AlertOfFailure({ alert, slack, change, incident, oneOfSeveral, zone }: Props) {
  const state = alertState(alert, slack);
  const words = alertWords(alert, slack, (at) => tellPlainly(at, zone));
  if (state === "delivered" || state === "attested")
    return (
      <p className="text-sm">
        <Remark tone={state === "delivered" ? "good" : "warn"} icon={state === "delivered" ? "done" : "alert"}>
          <span className="font-normal">
            {oneOfSeveral ? `${incident}: ` : null}
            {words}
          </span>
        </Remark>{" "}
        <ClauseLink clause="failed-alert" />
      </p>
    );
  return (
    <Notice
      tone={state === "waiting" ? "warn" : "bad"}
      heading="The Slack alert for this failure has not been delivered"
    >
      <p className="max-w-prose">
        {words} <ClauseLink clause="failed-alert" />
      </p>
      <p className="flex flex-wrap gap-x-4 gap-y-1 print:hidden">
        {incident ? (
          <a className="link" href={`/incidents/${incident}`}>
            {incident}
          </a>
        ) : null}
        <a className="link" href={`/deliveries?change=${change}`}>
          {state === "given_up" ? `Send again: deliveries of ${change}` : `Deliveries of ${change}`}
        </a>
      </p>
    </Notice>
  );
}
