import { uniqueId } from "@/components/basics/render-context";
import type { FieldText } from "./field";
import { TextField } from "./text-field";

type Props = FieldText & { name: string; required?: boolean; defaultValue: string; zones?: readonly string[] };

/** A time zone by its name, with a list to choose from where the page brings one. */
export function TimeZoneField({ zones, ...field }: Props) {
  const list = uniqueId();
  if (!zones) return <TextField {...field} lines={1} />;
  return (
    <div className="grid">
      <TextField {...field} lines={1} list={list} />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  );
}
