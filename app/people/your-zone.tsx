import { Section } from "@/components/section";
import { judge } from "@/lib/judge";
import { zoneNames } from "@/lib/local-time";
import { FormOf } from "../form-of";
import type { Kept } from "../kept";
import type { Person } from "../session";
import { asJudged, personAsSubject } from "../subject-of";
import { worldOf, zoneOf } from "../world";

/** In which zone the reader sees times, and the form by which they choose their own. */
export function YourZone({ person, kept }: { person: Person; kept: Kept | null }) {
  const zone = zoneOf(person);
  const may = judge("set_timezone", personAsSubject(person.personId, person.name), asJudged(person)).ok;
  return (
    <Section heading="You">
      <p className="mb-3">
        Times are told to you in {zone}
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
