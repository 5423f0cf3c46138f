import { notFound } from "next/navigation";
import { alreadySent } from "@/app/_record/already-sent";
import { HistoryOf } from "@/app/_record/history-of";
import { RecordRunningHead } from "@/app/_record/record-running-head";
import { StepDone } from "@/app/_record/step-done";
import { titled } from "@/app/_request/page-title";
import { requirePerson } from "@/app/_request/session";
import { tellIn } from "@/app/_request/tell";
import { zoneOf, zonesOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { worldOf } from "@/app/_steps/panel/form-options";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { NextSteps, OtherSteps } from "@/app/_steps/panel/next-steps";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { StuckNotice } from "@/app/_steps/panel/stuck-notice";
import { asJudged, changeAsSubject } from "@/app/_steps/subject-of";
import { textsToRedact } from "@/app/_steps/texts-to-redact";
import { RecordNumber } from "@/components/record/record-number";
import { Remark } from "@/components/record/remark";
import { StatusMark } from "@/components/record/status-mark";
import { Stepper } from "@/components/record/stepper";
import { TypeMark } from "@/components/record/type-mark";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { type ChangeRecord, readChange } from "@/db/changes/read-change";
import { readHistory } from "@/db/changes/read-history";
import { readStaff } from "@/db/people/read-people";
import { readSystems } from "@/db/systems/read-systems";
import { remarksOn } from "@/lib/changes/deadlines";
import { recordIn } from "@/lib/changes/record-number";
import { headingOf } from "@/lib/changes/redaction";
import { stagesOf } from "@/lib/changes/stages";
import { stuckNow } from "@/lib/rules/dead-end";
import { isOffered, type Offer, offers } from "@/lib/rules/judge";
import { isDraft } from "@/lib/rules/record";
import { offeredSystems } from "@/lib/systems/offered-systems";
import { FailureBanner } from "./response/failure-banner";
import { FiveFacts } from "./five-facts";
import { AskForFollowUp, FollowUps } from "./follow-ups";
import { HeadActions } from "./head-actions";
import { Neighbours } from "./neighbours";
import { RunningEmergency } from "./response/running-emergency";
import { SameImplementer } from "./same-implementer";
import { stepsAbove, wayUp } from "./steps-above";
import { takenSteps } from "./taken-steps";
import { valuesFor } from "./values-for";
import { whoIsNext } from "./who-is-next";

type Props = { params: Promise<{ number: string }>; searchParams: Promise<{ kept?: string }> };

export const generateMetadata = titled<{ number: string }>(({ number }) => number);

export default async function ChangePage({ params, searchParams }: Props) {
  const { number } = await params;
  const path = `/changes/${number}`;
  const person = await requirePerson(path);
  const id = recordIn(number, "CHG");
  const [change, history, staff] =
    id === null ? [null, [], []] : await Promise.all([readChange(id), readHistory("change", id), readStaff()]);
  if (!change) notFound();
  const { kept: keptId } = await searchParams;
  const kept = await keptFor(person.token, path, keptId);
  const subject = changeAsSubject(change);
  const offered = offers(subject, asJudged(person));
  const zone = zoneOf(person);
  // A draft asks nothing of anybody yet: there it is said with the step that does.
  const stuck = isDraft(change.status) ? null : stuckNow(subject, staff);
  const steps: StepsProps = {
    offered,
    subject,
    record: { kind: "change", type: change.type, id: change.id, seq: change.stepSeq },
    person,
    staff,
    world: worldOf({
      person,
      staff,
      now: change.now,
      texts: await textsToRedact(subject, change.id, person),
      systems: await systemsToDocument(offered, change),
      touched: change.systems,
    }),
    kept,
    isStuck: stuck !== null,
    valuesFor: (step) => valuesFor(step, change, history, zone),
  };
  const next = whoIsNext(subject, staff, person.personId, tellIn(person));
  const above = stepsAbove(change);
  const others = offered.filter(({ step, verdict }) => !verdict.ok || !above.includes(step));
  return (
    <Main data-number={change.number} data-type={change.type} data-status={change.status}>
      <RecordRunningHead number={change.number} />
      <PageHead
        title={headingOf(change)}
        above={
          <>
            <RecordNumber number={change.number} />
            <TypeMark type={change.type} />
            <StatusMark status={change.status} />
            {remarksOn(change, change.now, zone).map(({ tone, words }) => (
              <Remark key={words} tone={tone}>
                {words}
              </Remark>
            ))}
          </>
        }
        actions={<HeadActions offered={offered} path={path} change={change} person={person} />}
      />
      <StepDone person={person} of={["change"]} id={change.id} next={next} />
      <KeptNotice kept={kept} offered={isOffered(offered, kept?.step)} />
      <FailureBanner {...steps} change={change} history={history} zone={zone} />
      <RunningEmergency {...steps} change={change} history={history} zone={zone} />
      <AskForFollowUp change={change} history={history} person={person} />
      <Neighbours change={change} zone={zone} />
      <SameImplementer change={change} zone={zone} />
      <div className="mb-6">
        <Stepper stages={stagesOf(change.type, takenSteps(history))} zone={zone} next={next} />
      </div>
      {stuck ? (
        <div className="mb-6">
          <StuckNotice stuck={stuck} heading="Nobody can bring this change to its end as things stand" />
        </div>
      ) : null}
      <NextSteps {...steps} offered={others} instead={wayUp(above, offered)} />
      <FiveFacts change={change} zone={zone} zones={zonesOf(person, change.windowTimezone)} />
      <FollowUps change={change} />
      <OtherSteps {...steps} offered={others} />
      <Section
        heading="History"
        count={history.length}
        aside={
          <a href={`${path}/evidence.json`} className="link text-sm print:hidden">
            Evidence (JSON)
          </a>
        }
      >
        <HistoryOf
          events={history}
          revision={change.revision}
          zone={zone}
          more={await alreadySent("change", change.id, history, zone)}
        />
      </Section>
    </Main>
  );
}

/** What the form that documents an emergency lets choose from, where its scope is not settled yet. */
async function systemsToDocument(offered: readonly Offer[], { type, systems, facts }: ChangeRecord) {
  if (type !== "emergency" || facts.system_registered === true || !isOffered(offered, "document")) return [];
  return offeredSystems(await readSystems(), { named: systems.map(({ id }) => String(id)) }).systems;
}
