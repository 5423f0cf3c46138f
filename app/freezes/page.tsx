import { StepDone } from "@/app/_record/step-done";
import { titled } from "@/app/_request/page-title";
import { type Person, requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { type Kept, keptFor } from "@/app/_steps/kept";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { asJudged } from "@/app/_steps/subject-of";
import { asTextChoice } from "@/app/_steps/texts-to-redact";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { type FreezeRecord, readFreezes } from "@/db/calendar/read-freezes";
import { readTexts } from "@/db/changes/read-texts";
import { readStaff } from "@/db/people/read-people";
import { filterOf } from "@/lib/changes/filter";
import { whoFreezes } from "@/lib/refusals/who-makes";
import { mayFreeze } from "@/lib/rules/may-make";
import { Freeze, mayLift, mayRedact } from "./freeze";
import { PlaceFreeze } from "./place-freeze";

export const generateMetadata = titled("Freezes");

type Props = { searchParams: Promise<{ kept?: string; before?: string }> };

/** Whether the form about one freeze that came back stands on this page. */
const isOffered = (kept: Kept, standing: readonly FreezeRecord[], redactable: readonly number[], person: Person) =>
  kept.step === "redact"
    ? redactable.some((id) => id === kept.id)
    : standing.some((each) => each.id === kept.id && mayLift(each, person));

export default async function FreezesPage({ searchParams }: Props) {
  const person = await requirePerson("/freezes");
  const query = await searchParams;
  const { before } = filterOf(query);
  const [{ standing, past, more, now }, staff, kept] = await Promise.all([
    readFreezes(before),
    readStaff(),
    keptFor(person.token, "/freezes", query.kept),
  ]);
  const places = mayFreeze(asJudged(person));
  const redactable = [...standing, ...past].filter((each) => mayRedact(each, person)).map(({ id }) => id);
  const texts = await readTexts("freeze", redactable);
  const offered = kept?.id === undefined ? places : isOffered(kept, standing, redactable, person);
  const inForce = standing.filter(({ next }) => (next[0]?.[0] ?? now) <= now);
  const coming = standing.filter((freeze) => !inForce.includes(freeze));
  const list = (freezes: readonly FreezeRecord[]) =>
    freezes.map((freeze) => (
      <Freeze
        key={freeze.id}
        freeze={freeze}
        texts={texts.filter(({ record }) => record === freeze.id).map(asTextChoice(person))}
        person={person}
        zone={zoneOf(person)}
        now={now}
        kept={kept}
      />
    ));
  return (
    <Main>
      <PageHead
        title="Freezes"
        lead={
          <>
            Nothing is scheduled into a freeze and nothing starts in it, unless an operations lead schedules it over the
            freeze. Emergencies and rollbacks are never stopped by one. <ClauseLink clause="normal-scheduled" />
          </>
        }
      />
      <StepDone person={person} of={["freeze"]} />
      <KeptNotice kept={kept} offered={offered} />
      <div className="mb-8 print:hidden">
        {places ? <PlaceFreeze person={person} kept={kept} /> : <p>{whoFreezes(staff)}</p>}
      </div>
      {before ? null : (
        <>
          <Section heading="In force now" count={inForce.length}>
            {inForce.length > 0 ? list(inForce) : <Empty>No freeze is in force.</Empty>}
          </Section>
          <Section heading="Coming" count={coming.length}>
            {coming.length > 0 ? list(coming) : <Empty>No freeze is coming.</Empty>}
          </Section>
        </>
      )}
      <Section heading="Past">{past.length > 0 ? list(past) : <Empty>No freeze is over yet.</Empty>}</Section>
      <Pager newer={before ? "/freezes" : null} older={more ? `/freezes?before=${past.at(-1)?.id}` : null} />
    </Main>
  );
}
