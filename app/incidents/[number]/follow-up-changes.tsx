import { LinkedChangeList } from "@/app/_record/linked-change-list";
import { ProposeFollowUp } from "@/app/_record/propose-follow-up";
import type { SessionUser } from "@/app/_request/session";
import { Section } from "@/components/shell/section";
import type { IncidentRecord } from "@/db/incidents/read-incident";

export const FollowUpChanges = ({ incident, person }: { incident: IncidentRecord; person: SessionUser }) => (
  <Section heading="Follow-up changes" count={incident.followUps.length}>
    <div className="grid gap-3">
      {incident.followUps.length > 0 ? (
        <LinkedChangeList changes={incident.followUps} />
      ) : (
        <p className="text-muted">No follow-up changes yet.</p>
      )}
      <ProposeFollowUp number={incident.change.number} person={person} />
    </div>
  </Section>
);
