import { parseLocalTime } from "@/lib/time/local-time";
import { RadioGroup } from "./choice-fields";

type Props = { field: string; error?: string; local: string; zone: string };

/** Asks which of the two is meant when the clocks show a local time twice (the end of summer time); else renders nothing. */
export function OffsetChoice({ field, error, local, zone }: Props) {
  const offsets = error && local ? ambiguousOffsets(local, zone) : [];
  if (offsets.length === 0) return null;
  const choices = offsets.map((offset, offsetIndex) => ({
    value: offset,
    label: `The ${offsetIndex === 0 ? "first" : "second"} one (UTC${offset})`,
  }));
  return <RadioGroup name={`${field}Offset`} label="Which one do you mean?" required choices={choices} />;
}

function ambiguousOffsets(local: string, zone: string): readonly string[] {
  try {
    const time = parseLocalTime(local, zone);
    return time.ok ? [] : (time.offsets ?? []);
  } catch {
    return [];
  }
}
