import { Empty } from "@/components/empty";
import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { ClauseLink } from "@/components/refusal";
import { Section } from "@/components/section";
import { readClients } from "@/db/read-clients";
import { type HaltRecord, readHalts } from "@/db/read-halts";
import { readStaff } from "@/db/read-people";
import { filterOf } from "@/lib/change-filter";
import { judge } from "@/lib/judge";
import { mayHalt, whoHalts } from "@/lib/may-make";
import { keptFor, shownOnce } from "../kept";
import { KeptNotice } from "../kept-notice";
import { titled } from "../page-title";
import { requirePerson } from "../session";
import { StepDone } from "../step-done";
import { asJudged, haltAsSubject, installationAsSubject } from "../subject-of";
import { zoneOf } from "../world";
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
