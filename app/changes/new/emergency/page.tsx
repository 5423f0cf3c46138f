import { type Loaded, pageOf } from "@/app/_request/page-of";
import { titled } from "@/app/_request/page-title";
import { whenEmergency } from "@/lib/changes/new-types";
import { NewForm } from "../new-form";
import { DeclareForm } from "./declare-form";
import { loadDeclare } from "./load";

export const generateMetadata = titled("Declare emergency");

export default pageOf(loadDeclare, DeclarePage);

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
