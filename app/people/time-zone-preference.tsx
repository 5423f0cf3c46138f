import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toPersonState } from "@/app/_steps/record-state";
import { Section } from "@/components/shell/section";
import { judge } from "@/lib/rules/judge";
import { timeZoneNames } from "@/lib/time/local-time";

export function TimeZonePreference({ person, formDraft }: { person: SessionUser; formDraft: FormDraft | null }) {
  const zone = userZone(person);
  const mayChoose = judge("set_timezone", toPersonState(person.personId, person.name), toActor(person)).ok;
  return (
    <Section heading="You">
      <p className="mb-3">
        Times are shown in {zone}
        {zone === person.timezone ? "" : ", the zone of this site"}
        {zone === "UTC" ? "." : ", and in UTC."}
      </p>
      {mayChoose ? (
        <StepFormWithDraft
          step="set_timezone"
          recordType="person"
          type=""
          id={person.personId}
          options={formOptionsFor({ person, zones: timeZoneNames() })}
          formDraft={formDraft}
          variant="quiet"
        />
      ) : null}
    </Section>
  );
}
