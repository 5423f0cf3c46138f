import { Notice } from "@/components/basics/notice";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { ClauseLink } from "@/components/record/refusal";
import { type Alert, alertSentence, alertState } from "@/lib/notices/alert";
import type { ChannelState } from "@/lib/notices/channel-health";
import { formatDateTime } from "@/lib/time/format";

type Props = {
  alert: Alert;
  slack: ChannelState;
  /** The number of the change that failed. */
  change: string;
  /** The incident's number, on pages other than the incident's own. */
  incident?: string;
  /** Where a change failed more than once, the line names the incident. */
  isOneOfSeveral?: boolean;
  zone: string;
};

/** One line once the alert was delivered or attested; otherwise a notice that says why not and what to do. */
export function FailureAlert({ alert, slack, change, incident, isOneOfSeveral, zone }: Props) {
  const state = alertState(alert, slack);
  const sentence = alertSentence(alert, slack, (at) => formatDateTime(at, zone));
  if (state === "delivered" || state === "attested")
    return (
      <p className="text-sm">
        <DeadlineBadge tone={state === "delivered" ? "good" : "warn"} icon={state === "delivered" ? "done" : "alert"}>
          <span className="font-normal">
            {isOneOfSeveral ? `${incident}: ` : null}
            {sentence}
          </span>
        </DeadlineBadge>{" "}
        <ClauseLink clause="failed-alert" />
      </p>
    );
  return (
    <Notice
      tone={state === "waiting" ? "warn" : "bad"}
      heading="The Slack alert for this failure has not been delivered"
    >
      <p className="max-w-prose">
        {sentence} <ClauseLink clause="failed-alert" />
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
