import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { Empty } from "@/components/basics/empty";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { systemsPath } from "@/lib/systems/filter";
import { ClientChoice } from "./client-choice";
import { ImportFile } from "./import-file";
import type { LoadedRegister } from "./load-register";
import { OutOfScope } from "./out-of-scope";
import { RegisterSystem } from "./register-system";
import { SystemTables } from "./system-tables";

export const Register = (loaded: LoadedRegister) => {
  const { person, filter, systems, more, clients, staff, kept, zone, whoMay } = loaded;
  return (
    <Main>
      <PageHead
        title="Systems"
        lead={
          <>
            The systems that {loaded.organisation} manages. A change on any other system is outside the policy and is
            refused. When management ends, open changes may finish. <ClauseLink clause="scope" />
          </>
        }
      />
      <KeptNotice kept={kept} offered={whoMay === null} />
      <ClientChoice clients={clients} client={filter.client} />
      {systems.length > 0 ? (
        <SystemTables systems={systems} clients={clients} zone={zone} />
      ) : (
        <Empty>No systems registered yet.</Empty>
      )}
      <Pager
        newer={filter.after ? systemsPath({ client: filter.client }) : null}
        newerLabel="From the beginning"
        older={more ? systemsPath({ client: filter.client, after: systems.at(-1)?.id }) : null}
        olderLabel="More systems"
      />
      {loaded.decisions ? (
        <div className="mt-8">
          <OutOfScope decisions={loaded.decisions} zone={zone} />
        </div>
      ) : null}
      <div className="mt-8 grid gap-3 print:hidden">
        {loaded.imported ? (
          <>
            <RegisterSystem person={person} staff={staff} kept={kept} />
            <ImportFile {...loaded.imported} />
          </>
        ) : (
          <p>{whoMay}</p>
        )}
      </div>
    </Main>
  );
};
