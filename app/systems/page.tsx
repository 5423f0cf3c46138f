import { titled } from "@/app/_request/page-title";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { importPath, isImport } from "@/app/_steps/actions/systems-file";
import { keptFor } from "@/app/_steps/kept";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { asJudged } from "@/app/_steps/subject-of";
import { Button } from "@/components/basics/button";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { AnySelect } from "@/components/form/any-select";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { readStaff } from "@/db/people/read-people";
import { type KnownClient, listSystems } from "@/db/systems/list-systems";
import { whoRegisters } from "@/lib/refusals/who-makes";
import { mayRegister } from "@/lib/rules/may-make";
import { systemFilter, systemsPath } from "@/lib/systems/filter";
import { ImportFile } from "./import-file";
import { OneSystem } from "./one-system";
import { OutOfScope } from "./out-of-scope";
import { RegisterSystem } from "./register-system";
import { SystemTables } from "./system-tables";

export const generateMetadata = titled("Systems");

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SystemsPage({ searchParams }: Props) {
  const query = await searchParams;
  const filter = systemFilter(query);
  const person = await requirePerson(systemsPath(filter));
  const kept = await keptFor(person.token, importPath, [query.kept].flat()[0]);
  const opened = filter.system ?? kept?.id;
  if (opened !== undefined) return <OneSystem id={opened} person={person} kept={kept} />;
  const [{ systems, more, clients }, staff] = await Promise.all([listSystems(filter), readStaff()]);
  const registers = mayRegister(asJudged(person));
  return (
    <Main>
      <PageHead
        title="Systems"
        lead={
          <>
            The systems under Anchor management. A change on any other is not covered by the policy and is refused; when
            management ends, open changes may finish. <ClauseLink clause="scope" />
          </>
        }
      />
      <KeptNotice kept={isImport(kept) ? null : kept} offered={registers} />
      <OfClient clients={clients} client={filter.client} />
      {systems.length > 0 ? (
        <SystemTables systems={systems} clients={clients} zone={zoneOf(person)} />
      ) : (
        <Empty>No system is registered here yet.</Empty>
      )}
      <Pager
        newer={filter.after ? systemsPath({ client: filter.client }) : null}
        newerLabel="From the beginning"
        older={more ? systemsPath({ client: filter.client, after: systems.at(-1)?.id }) : null}
        olderLabel="More systems"
      />
      {filter.after || filter.client ? null : (
        <div className="mt-8">
          <OutOfScope zone={zoneOf(person)} />
        </div>
      )}
      <div className="mt-8 grid gap-3 print:hidden">
        {registers ? (
          <>
            <RegisterSystem person={person} staff={staff} kept={isImport(kept) ? null : kept} />
            <ImportFile person={person} kept={isImport(kept) ? kept : null} id={[query.kept].flat()[0] ?? ""} />
          </>
        ) : (
          <p>{whoRegisters(staff)}</p>
        )}
      </div>
    </Main>
  );
}

const OfClient = ({ clients, client }: { clients: readonly KnownClient[]; client: number | undefined }) => (
  <search className="mb-5 block print:hidden">
    <form action="/systems" className="flex flex-wrap items-end gap-3">
      <AnySelect
        name="client"
        label="Client"
        value={client}
        empty="All clients"
        choices={clients.map(({ id, name, systems }) => ({ value: String(id), label: `${name} (${systems})` }))}
      />
      <Button type="submit" look="quiet">
        Show
      </Button>
    </form>
  </search>
);
