import { toChoice } from "@/app/_steps/panel/form-options";
import { Button } from "@/components/basics/button";
import { Notice } from "@/components/basics/notice";
import { CheckboxGroup } from "@/components/form/choice-fields";
import type { NamedRef } from "@/lib/rules/record";

type Props = {
  path: string;
  systemOptions: {
    readonly clients: readonly NamedRef[];
    readonly chosen: readonly number[];
    readonly none: boolean;
    readonly tooMany: boolean;
  };
  /** Other query parameters of the form's page, which choosing clients has to keep. */
  hiddenFields?: Readonly<Record<string, string | undefined>>;
  /** What the form allows even when no system is registered. */
  alternative?: string;
};

/** Explains an empty register, or lets the reader choose clients first when there are more systems than a form can list. */
export function ClientPicker({
  path,
  systemOptions: { clients, chosen: selected, none, tooMany },
  hiddenFields = {},
  alternative,
}: Props) {
  if (none) return <NoSystems alternative={alternative} />;
  if (!tooMany) return null;
  return (
    <Notice heading="Choose clients first">
      <p>There are too many systems to list here. Choosing clients clears what you typed below.</p>
      <form action={path} aria-label="Choose clients" className="grid max-w-xl gap-3">
        {Object.entries(hiddenFields).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <CheckboxGroup
          name="client"
          label="Clients"
          unless=""
          choices={clients.map(toChoice)}
          defaultValue={selected.map(String)}
        />
        <div>
          <Button type="submit" variant="quiet">
            Show their systems
          </Button>
        </div>
      </form>
    </Notice>
  );
}

const NoSystems = ({ alternative }: Pick<Props, "alternative">) => (
  <Notice tone="warn" heading="No system is registered yet">
    <p>
      A change names the managed systems that it touches. Any operator can register them, one by one or from a file,
      under{" "}
      <a className="link" href="/systems">
        Systems
      </a>
      . {alternative}
    </p>
  </Notice>
);
