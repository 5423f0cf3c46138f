import { readSystems } from "@/db/read-systems";
import { offeredSystems } from "@/lib/offered-systems";
import { FormOf } from "../../../form-of";
import { OfClients } from "../../../of-clients";
import { titled } from "../../../page-title";
import { worldOf } from "../../../world";
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
