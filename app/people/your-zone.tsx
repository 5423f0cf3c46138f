import type { Person } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, personAsSubject } from "@/app/_steps/subject-of";
import { Section } from "@/components/shell/section";
import { judge } from "@/lib/rules/judge";
import { zoneNames } from "@/lib/time/local-time";

export function YourZone({ person, kept }: { person: Person; kept: Kept | null }) {
  const zone = zoneOf(person);
  const may = judge("set_timezone", personAsSubject(person.personId, person.name), asJudged(person)).ok;
  return (
    <Section heading="You">
      <p className="mb-3">
        Times are shown in {zone}
        {zone === person.timezone ? "" : ", the zone of this site"}
        {zone === "UTC" ? "." : ", and in UTC."}
      </p>
      {may ? (
        <FormOf
          step="set_timezone"
          subject="person"
          type=""
          id={person.personId}
          world={worldOf({ person, zones: zoneNames() })}
          kept={kept}
          look="quiet"
        />
      ) : null}
    </Section>
  );
}
