import { Notice } from "@/components/notice";
import type { ChangeRecord } from "@/db/read-change";

/** Until the alert of a failure arrived, the page says that it has not. */
export const AlertNotice = ({ change }: { change: ChangeRecord; zone: string }) =>
  change.incidents
    .filter(({ alerted }) => !alerted)
    .map(({ number }) => (
      <Notice key={number} tone="warn" heading="The Slack alert of this failure is not delivered yet">
        <p>
          It is queued. Tell the team yourself now; an operations lead can attest on{" "}
          <a className="link" href={`/incidents/${number}`}>
            {number}
          </a>{" "}
          that another channel reached it.
        </p>
      </Notice>
    ));
