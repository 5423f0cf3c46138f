import { StepDone } from "@/app/_record/step-done";
import { titled } from "@/app/_request/page-title";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { keptFor, shownOnce } from "@/app/_steps/kept";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { asJudged, haltAsSubject, installationAsSubject } from "@/app/_steps/subject-of";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { type HaltRecord, readHalts } from "@/db/halts/read-halts";
import { readStaff } from "@/db/people/read-people";
import { readClients } from "@/db/systems/read-clients";
import { filterOf } from "@/lib/changes/filter";
import { whoHalts } from "@/lib/refusals/who-makes";
import { judge } from "@/lib/rules/judge";
import { mayHalt } from "@/lib/rules/may-make";
import { Halt } from "./halt";
import { PlaceHalt } from "./place-halt";
import { Tokens } from "./tokens";

export const generateMetadata = titled("Deploy halts");

const path = "/halts";
type Query = {
  kept?: string;
  shown?: string;
  before?: string;
  client?: string;
  application?: string;
  environment?: string;
};

export default async function HaltsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const person = await requirePerson(path);
  const query = await searchParams;
  const { before } = filterOf({ before: query.before });
  const places = mayHalt(asJudged(person));
  const makesTokens = judge("make_token", installationAsSubject(), asJudged(person)).ok;
  const [{ standing, past, more }, clients, kept, secret, staff] = await Promise.all([
    readHalts(before),
    places ? readClients() : [],
    keptFor(person.token, path, query.kept),
    makesTokens ? shownOnce(person.token, path, query.shown) : null,
    places ? [] : readStaff(),
  ]);
  const lifts = (halt: HaltRecord) => judge("lift_halt", haltAsSubject(halt), asJudged(person)).ok;
  const offered =
    kept?.id === undefined ? places : standing.some((halt) => halt.id === kept.id && lifts(halt)) || makesTokens;
  const list = (halts: readonly HaltRecord[]) =>
    halts.map((halt) => (
      <Halt key={halt.id} halt={halt} person={person} zone={zoneOf(person)} kept={kept} liftable={lifts(halt)} />
    ));
  return (
    <Main>
      <PageHead
        title="Deploy halts"
        lead={
          <>
            Application deploys that development teams start are not covered by the policy, but Anchor can halt them.
            Pipelines that ask the gate are denied while a halt stands. <ClauseLink clause="scope" />
          </>
        }
      />
      <StepDone person={person} of={["halt"]} />
      <KeptNotice kept={kept} offered={offered} />
      <div className="mb-8 print:hidden">
        {places ? <PlaceHalt person={person} clients={clients} kept={kept} asked={query} /> : <p>{whoHalts(staff)}</p>}
      </div>
      {before ? null : (
        <Section heading="Standing now" count={standing.length}>
          {standing.length > 0 ? list(standing) : <Empty>Nothing is halted.</Empty>}
        </Section>
      )}
      <Section heading="Lifted">{past.length > 0 ? list(past) : <Empty>No halt was lifted yet.</Empty>}</Section>
      <Pager newer={before ? path : null} older={more ? `${path}?before=${past.at(-1)?.id}` : null} />
      {makesTokens ? <Tokens person={person} clients={clients} kept={kept} secret={secret} /> : null}
    </Main>
  );
}
