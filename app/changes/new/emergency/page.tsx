import { OfClients } from "@/app/_record/of-clients";
import { titled } from "@/app/_request/page-title";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { readSystems } from "@/db/systems/read-systems";
import { offeredSystems } from "@/lib/systems/offered-systems";
import { NewForm, type Search } from "../new-form";
import { DeclareFields, declared } from "./declare-fields";

export const generateMetadata = titled("Declare emergency");

export default async function DeclarePage({ searchParams }: { searchParams: Search }) {
  return (
    <NewForm
      path="/changes/new/emergency"
      step="declare"
      clause="emergency"
      title="Declare emergency"
      lead={
        <>
          <span className="max-sm:hidden">Required immediately to restore service or prevent data loss. </span>
          Act at once: you have 24 hours to document it, then an operations lead reviews it.
        </>
      }
      search={searchParams}
    >
      {async (person, kept) => {
        const { client } = await searchParams;
        const offered = offeredSystems(await readSystems(), { client, named: kept?.typed.systems });
        const world = worldOf({ person, systems: offered.systems });
        return (
          <div className="grid gap-6">
            <OfClients
              path="/changes/new/emergency"
              offered={offered}
              anyway="Declare the emergency all the same: name the system in words."
            />
            <FormOf
              step="declare"
              subject="change"
              type="emergency"
              world={world}
              kept={kept}
              without={declared}
              look="emergency"
              keepsButton
            >
              <DeclareFields world={world} values={kept?.typed ?? {}} errors={kept?.errors ?? {}} />
            </FormOf>
          </div>
        );
      }}
    </NewForm>
  );
}
