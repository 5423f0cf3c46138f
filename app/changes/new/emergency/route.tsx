import { document, type Loaded } from "@/app/_document/document";
import { whenEmergency } from "@/lib/changes/type-choices";
import { NewForm } from "../new-form";
import { DeclareForm } from "./declare-form";
import { loadDeclare } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Declare emergency", load: loadDeclare, render: DeclarePage });

function DeclarePage({ form, ...frame }: Loaded<typeof loadDeclare>) {
  return (
    <NewForm
      {...frame}
      clause="emergency"
      title="Declare emergency"
      lead={
        <>
          <span className="max-sm:hidden">{whenEmergency} </span>
          Act at once: you have 24 hours to document it, then an operations lead reviews it.
        </>
      }
    >
      {form ? <DeclareForm {...form} /> : null}
    </NewForm>
  );
}
