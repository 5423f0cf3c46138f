import { titled } from "@/app/_request/page-title";
import { requirePerson } from "@/app/_request/session";
import { keptFor } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { asChoice, worldOf } from "@/app/_steps/panel/form-options";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { asJudged } from "@/app/_steps/subject-of";
import { Button } from "@/components/basics/button";
import { Refusal } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { readStaff } from "@/db/people/read-people";
import { readClients } from "@/db/systems/read-clients";
import { readSystems } from "@/db/systems/read-systems";
import { whoProposes } from "@/lib/refusals/who-makes";
import { mayPropose } from "@/lib/rules/may-make";
import { stepWords } from "@/lib/rules/words";
import { Preview } from "./preview";
import { startOf } from "./start-of";

export const generateMetadata = titled("Propose a catalogue entry");

const path = "/catalogue/new";
type Query = { kept?: string; entry?: string; change?: string };

export default async function NewEntryPage({ searchParams }: { searchParams: Promise<Query> }) {
  const person = await requirePerson(path);
  const query = await searchParams;
  const allowed = mayPropose(asJudged(person));
  const kept = await keptFor(person.token, path, query.kept);
  const [systems, clients, start, staff] = await Promise.all([
    allowed ? readSystems() : [],
    allowed ? readClients() : [],
    startOf(query),
    allowed ? [] : readStaff(),
  ]);
  const typed = kept?.step === "propose" ? kept.typed : null;
  return (
    <Main className="max-w-3xl">
      <PageHead
        title={start.replaces ? "Propose a new version" : "Propose a catalogue entry"}
        above={
          <a className="link" href="/catalogue">
            Catalogue
          </a>
        }
        lead="Pre-approved work of which people fill in only the declared fields. An operations lead other than you approves it before anybody can use it."
      />
      <KeptNotice kept={kept} offered={allowed} />
      {typed ? <Preview typed={typed} /> : null}
      {allowed ? (
        <FormOf
          step="propose"
          subject="entry"
          type=""
          world={worldOf({ person, systems, clients: clients.map(asChoice) })}
          kept={kept}
          values={start}
          beside={
            <Button type="submit" name="more" value="propose" look="quiet" formNoValidate>
              Preview
            </Button>
          }
        />
      ) : (
        <Refusal heading={`Not for you: ${stepWords.propose.label}`} sentence={whoProposes(staff)} clause="standard" />
      )}
    </Main>
  );
}
