import { DateTime, DateTimeRange } from "@/components/record/date-time";

type Props = { starts: string | null; ends: string | null; zone: string };

/** From when to when, as far as the file says it. */
export function ImportedTimes({ starts, ends, zone }: Props) {
  if (starts && ends && starts < ends) return <DateTimeRange from={starts} to={ends} zone={zone} />;
  const at = starts ?? ends;
  return at ? <DateTime at={at} zone={zone} /> : null;
}
