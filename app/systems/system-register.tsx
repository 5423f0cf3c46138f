import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { EmptyState } from "@/components/basics/empty-state";
import { Pager } from "@/components/basics/pager";
import { ClauseLink } from "@/components/record/refusal";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { systemsPath } from "@/lib/systems/system-filter";
import { ClientFilter } from "./client-filter";
import { ImportFile } from "./import-file";
import type { LoadedRegister } from "./load-register";
import { OutOfScope } from "./out-of-scope";
import { RegisterSystem } from "./register-system";
import { SystemTable } from "./system-table";

export const SystemRegister = (loaded: LoadedRegister) => {
  const { person, filter, systems, more, clients, staff, formDraft, zone, ineligibleMessage } = loaded;
  const viewed = clients.find(({ id }) => id === filter.client);
  return (
    <Main>
      <PageHeader
        title="Systems"
        intro={
          <>
            The systems that {loaded.organisation} manages. A change on any other system is outside the policy and is
            refused. When management ends, open changes may finish. <ClauseLink clause="scope" />
          </>
        }
      />
      <FormDraftNotice formDraft={formDraft} offered={ineligibleMessage === null} />
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <ClientFilter clients={clients} client={filter.client} />
        {viewed ? (
          <a className="link py-1.5 print:hidden" href={`/changes?client=${viewed.id}`}>
            Changes of {viewed.name}
          </a>
        ) : null}
      </div>
      {systems.length > 0 ? (
        <SystemTable systems={systems} zone={zone} />
      ) : (
        <EmptyState>No systems registered yet.</EmptyState>
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
            <RegisterSystem person={person} staff={staff} formDraft={formDraft} />
            <ImportFile {...loaded.imported} />
          </>
        ) : (
          <p>{ineligibleMessage}</p>
        )}
      </div>
    </Main>
  );
};
