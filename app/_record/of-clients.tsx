import { asChoice } from "@/app/_steps/panel/form-options";
import { Button } from "@/components/basics/button";
import { Notice } from "@/components/basics/notice";
import { CheckboxGroup } from "@/components/form/choice-fields";
import type { Named } from "@/lib/rules/record";

type Props = {
  path: string;
  offered: {
    readonly clients: readonly Named[];
    readonly chosen: readonly number[];
    readonly none: boolean;
    readonly tooMany: boolean;
  };
  /** Other query parameters of the form's page, which choosing clients has to keep. */
  keeps?: Readonly<Record<string, string | undefined>>;
  /** What the form allows even when no system is registered. */
  anyway?: string;
};

/** Explains an empty register, or lets the reader choose clients first when there are more systems than a form can list. */
export function OfClients({ path, offered: { clients, chosen, none, tooMany }, keeps = {}, anyway }: Props) {
  if (none) return <NoSystems anyway={anyway} />;
  if (!tooMany) return null;
  return (
    <Notice heading="Choose clients first">
      <p>There are too many systems to list here. Choosing clients clears what you typed below.</p>
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

const NoSystems = ({ anyway }: Pick<Props, "anyway">) => (
  <Notice tone="warn" heading="No system is registered yet">
    <p>
      A change names the managed systems that it touches. Any operator can register them, one by one or from a file,
      under{" "}
      <a className="link" href="/systems">
        Systems
      </a>
      . {anyway}
    </p>
  </Notice>
);
