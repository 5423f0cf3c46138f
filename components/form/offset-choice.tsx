import { instantOf } from "@/lib/time/local-time";
import { RadioGroup } from "./choice-fields";

type Props = { field: string; error?: string; local: string; zone: string };

/** Asks which of the two is meant when the clocks show a local time twice (the end of summer time); else renders nothing. */
export function OffsetChoice({ field, error, local, zone }: Props) {
  const offsets = error && local ? twice(local, zone) : [];
  if (offsets.length === 0) return null;
  const choices = offsets.map((offset, place) => ({
    value: offset,
    label: `The ${place === 0 ? "first" : "second"} one (UTC${offset})`,
  }));
  return <RadioGroup name={`${field}Offset`} label="Which one do you mean?" required choices={choices} />;
}

function twice(local: string, zone: string): readonly string[] {
  try {
    const time = instantOf(local, zone);
    return time.ok ? [] : (time.twice ?? []);
  } catch {
    return [];
  }
}
