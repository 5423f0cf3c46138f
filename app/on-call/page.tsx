import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { ClauseLink } from "@/components/refusal";
import { Section } from "@/components/section";
import { readStaff } from "@/db/read-people";
import { readAhead, readRosters } from "@/db/read-roster";
import { mayRoster, whoRosters } from "@/lib/may-make";
import { takesNoStep } from "@/lib/roles";
import { keptFor } from "../kept";
import { KeptNotice } from "../kept-notice";
import { titled } from "../page-title";
import { requirePerson } from "../session";
import { StepDone } from "../step-done";
import { asJudged } from "../subject-of";
import { asChoice, zoneOf } from "../world";
import { ImportFile } from "./import-file";
import { fileOf, onCallPath } from "./kept-file";
import { OnCallNow } from "./on-call-now";
import { Placed } from "./placed";
import { Rotation } from "./rotation";
import { SingleShift } from "./single-shift";
import { word } from "./typed";
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
