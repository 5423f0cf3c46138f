import { StepDone } from "@/app/_record/step-done";
import { titled } from "@/app/_request/page-title";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { fileOf, onCallPath } from "@/app/_steps/actions/shifts-file";
import { word } from "@/app/_steps/actions/typed-shifts";
import { keptFor } from "@/app/_steps/kept";
import { asChoice } from "@/app/_steps/panel/form-options";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { asJudged } from "@/app/_steps/subject-of";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { readAhead, readRosters } from "@/db/on-call/read-roster";
import { readStaff } from "@/db/people/read-people";
import { whoRosters } from "@/lib/refusals/who-makes";
import { mayRoster } from "@/lib/rules/may-make";
import { takesNoStep } from "@/lib/rules/roles";
import { ImportFile } from "./import-file";
import { OnCallNow } from "./on-call-now";
import { Placed } from "./placed";
import { Rotation } from "./rotation";
import { SingleShift } from "./single-shift";
import { WeeksAhead } from "./weeks-ahead";

export const generateMetadata = titled("On call");

type Props = { searchParams: Promise<Record<string, string | string[]>> };

export default async function OnCallPage({ searchParams }: Props) {
  const person = await requirePerson(onCallPath);
  const query = await searchParams;
  const before = numberIn(query.before);
  const weeks = Math.min(numberIn(query.weeks) ?? usualWeeks, mostWeeks);
  const keptId = word(query.kept);
  const [ahead, { rosters, more }, staff, kept] = await Promise.all([
    readAhead(weeks),
    readRosters(before),
    readStaff(),
    keptFor(person.token, onCallPath, keptId || undefined),
  ]);
  const may = mayRoster(asJudged(person));
  const zone = zoneOf(person);
  const file = may ? await fileOf(kept, keptId, person) : null;
  const shared = {
    person,
    people: staff.filter(({ roles }) => !takesNoStep(roles)).map(asChoice),
    kept,
    zone,
    now: ahead.now,
  };
  return (
    <Main>
      <PageHead
        title="On call"
        lead={
          <>
            Emergencies are executed immediately by the on-call operator. A declaration records who that was; whoever
            acts without being on call is never stopped, and explains it afterwards.{" "}
            <ClauseLink clause="emergency-executed" />
          </>
        }
      />
      <StepDone person={person} of={["roster"]} />
      <KeptNotice kept={kept} offered={may} />
      <OnCallNow ahead={ahead} person={person} kept={kept} may={may} />
      <WeeksAhead ahead={ahead} zone={zone} more={weeks < mostWeeks ? mostWeeks : null} />
      <div className="print:hidden">
        <Section heading="Place shifts">
          {may ? (
            <div className="grid gap-3">
              <Rotation {...shared} query={query} />
              <SingleShift {...shared} />
              <ImportFile {...shared} found={file} />
            </div>
          ) : (
            <p>{whoRosters(staff)}</p>
          )}
        </Section>
      </div>
      <Section heading="What was placed">
        <Placed rosters={rosters} person={person} kept={kept} zone={zone} now={ahead.now} />
      </Section>
      <Pager newer={before ? onCallPath : null} older={more ? `${onCallPath}?before=${rosters.at(-1)?.id}` : null} />
    </Main>
  );
}

const usualWeeks = 6;
const mostWeeks = 52;

const numberIn = (value: string | string[] | undefined): number | undefined =>
  /^[1-9]\d{0,14}$/.test(word(value)) ? Number(word(value)) : undefined;
