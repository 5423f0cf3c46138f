import { Button } from "@/components/button";
import { CheckboxGroup } from "@/components/choice-fields";
import { Notice } from "@/components/notice";
import { asChoice } from "./world";

type Props = {
  path: string;
  offered: {
    readonly clients: readonly { readonly id: number; readonly name: string }[];
    readonly chosen: readonly number[];
    readonly tooMany: boolean;
  };
  /** What else the address of the form says. */
  keeps?: Readonly<Record<string, string | undefined>>;
};

/** Asks of which clients the systems are, where the register holds more than a form can offer. */
export function OfClients({ path, offered: { clients, chosen, tooMany }, keeps = {} }: Props) {
  if (!tooMany) return null;
  return (
    <Notice heading="Of which clients are the systems?">
      <p>
        The register holds more systems than this form can show at once. Choose first: what you typed below is not kept.
      </p>
      <form action={path} className="grid max-w-xl gap-3">
        {Object.entries(keeps).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <CheckboxGroup
          name="client"
          label="Clients"
          unless=""
          choices={clients.map(asChoice)}
          defaultValue={chosen.map(String)}
        />
        <div>
          <Button type="submit" look="quiet">
            Show their systems
          </Button>
        </div>
      </form>
    </Notice>
  );
}
