import type { Metadata } from "next";
import { readSystems } from "@/db/read-systems";
import { FormOf } from "../../../form-of";
import { worldOf } from "../../../world";
import { NewForm, type Search } from "../new-form";

export const metadata: Metadata = { title: "Declare emergency" };

export default async function DeclarePage({ searchParams }: { searchParams: Search }) {
  return (
    <NewForm
      path="/changes/new/emergency"
      step="declare"
      clause="emergency"
      title="Declare emergency"
      lead="Required immediately to restore service or prevent data loss. Act at once; you have 24 hours to document it, then an operations lead reviews it."
      search={searchParams}
    >
      {async (person, kept) => (
        <FormOf
          step="declare"
          subject="change"
          type="emergency"
          world={worldOf({ person, systems: await readSystems() })}
          kept={kept}
          look="emergency"
        />
      )}
    </NewForm>
  );
}
