import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { Disclosure } from "@/components/basics/disclosure";
import type { Named } from "@/lib/rules/record";

type Asked = { readonly client?: string; readonly application?: string; readonly environment?: string };
type Props = { person: Person; clients: readonly Named[]; kept: Kept | null; asked: Asked };

/** An address with a client, application or environment prefills the form. */
export function PlaceHalt({ person, clients, kept, asked: { client, application, environment } }: Props) {
  const named = clients.find(({ id }) => String(id) === client)?.name ?? client;
  const asked = Object.entries({ client: named, application, environment }).flatMap(([name, value]) =>
    typeof value === "string" && value !== "" ? [[name, value.slice(0, 200)]] : [],
  );
  const clientNames = clients.map(({ name }) => ({ value: name, label: name }));
  return (
    <Disclosure summary="Halt application deploys" open={kept?.step === "place_halt" || asked.length > 0}>
      <div className="max-w-md">
        <FormOf
          step="place_halt"
          subject="halt"
          type=""
          world={worldOf({ person, clientNames })}
          kept={kept}
          values={Object.fromEntries(asked)}
          look="danger"
        />
      </div>
    </Disclosure>
  );
}
