import { Notice } from "@/components/notice";
import { ClauseLink } from "@/components/refusal";
import { When } from "@/components/when";
import type { IncidentRecord } from "@/db/read-incident";

/** Whether the team was told, by which channel and when. */
export const AlertState = ({ incident, zone }: { incident: IncidentRecord; zone: string }) => (
  <div className="mb-6 grid gap-3 empty:hidden">
    {incident.deliveries.map(({ channel, queuedAt, deliveredAt, attested }) => (
      <Notice key={queuedAt} tone={deliveredAt || attested ? "good" : "warn"}>
        <p>
          {attested ? "An operations lead attested that another channel reached the team." : null}
          {!attested && deliveredAt ? (
            <>
              The alert reached {channel} <When at={deliveredAt} zone={zone} />.
            </>
          ) : null}
          {!attested && !deliveredAt ? (
            <>
              The alert to {channel} is queued since <When at={queuedAt} zone={zone} /> and not delivered yet.
            </>
          ) : null}{" "}
          <ClauseLink clause="failed-alert" />
        </p>
      </Notice>
    ))}
  </div>
);
