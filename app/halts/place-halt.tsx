import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { Disclosure } from "@/components/basics/disclosure";
import type { NamedRef } from "@/lib/rules/record";

type HaltDefaults = { readonly client?: string; readonly application?: string; readonly environment?: string };
type Props = { person: SessionUser; clients: readonly NamedRef[]; formDraft: FormDraft | null; defaults: HaltDefaults };

/** An address with a client, application or environment prefills the form. */
export function PlaceHalt({ person, clients, formDraft, defaults: { client, application, environment } }: Props) {
  const clientName = clients.find(({ id }) => String(id) === client)?.name ?? client;
  const values = Object.entries({ client: clientName, application, environment }).flatMap(([name, value]) =>
    typeof value === "string" && value !== "" ? [[name, value.slice(0, 200)]] : [],
  );
  const clientNames = clients.map(({ name }) => ({ value: name, label: name }));
  return (
    <Disclosure summary="Halt application deploys" open={formDraft?.step === "place_halt" || values.length > 0}>
      <div className="max-w-md">
        <StepFormWithDraft
          step="place_halt"
          recordType="halt"
          type=""
          options={formOptionsFor({ person, clientNames })}
          formDraft={formDraft}
          values={Object.fromEntries(values)}
          variant="danger"
        />
      </div>
    </Disclosure>
  );
}
