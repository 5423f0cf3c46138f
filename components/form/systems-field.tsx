import { uniqueId } from "@/components/basics/render-context";
import { typedSystemsName } from "@/lib/form/choice-kinds";
import { CheckboxGroup } from "./choice-fields";
import type { FieldText } from "./field";
import type { Choice } from "./select-field";

type Props = FieldText & {
  name: string;
  id?: string;
  required?: boolean;
  choices: readonly Choice[];
  defaultValue: readonly string[];
  /** What was typed before. */
  typed: string;
  largeTargets?: boolean;
};

/** Fewer are found sooner by looking. */
const fewSystems = 8;

/**
 * Systems by typing their names, or by ticking them. Without JavaScript the browser suggests the names and the server reads
 * them; with it (`app/_browser/system-choice.ts`) typing finds the boxes, and those ticked stand above as chips.
 */
export function SystemsField({ choices, typed, ...group }: Props) {
  const listId = uniqueId();
  if (choices.length <= fewSystems && typed === "") return <CheckboxGroup {...group} choices={choices} />;
  return (
    <CheckboxGroup {...group} choices={choices}>
      <div data-system-choice="" className="grid gap-2">
        <input
          type="text"
          name={typedSystemsName}
          list={listId}
          defaultValue={typed}
          aria-label={`${group.label}: type a name`}
          placeholder="Type a name, or tick below"
          autoComplete="off"
          maxLength={1000}
          className="control"
        />
        <datalist id={listId}>
          {choices.map(({ value, label, group: client, hint }) => (
            <option key={value} value={`${label} (${hint ?? client})`} />
          ))}
        </datalist>
        <div data-chips="" className="flex flex-wrap gap-2 empty:hidden" />
      </div>
    </CheckboxGroup>
  );
}
