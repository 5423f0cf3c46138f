import { EmptyState } from "@/components/basics/empty-state";
import { Section } from "@/components/shell/section";
import type { FreezeRecord } from "@/db/calendar/read-freezes";
import { FreezeList } from "./freeze-list";
import type { LoadedFreezes } from "./load";

export function ActiveFreezes(loaded: LoadedFreezes) {
  const { active, now } = loaded;
  const inForce = active.filter(({ next }) => (next[0]?.[0] ?? now) <= now);
  const upcoming = active.filter((freeze) => !inForce.includes(freeze));
  const listOrEmpty = (freezes: readonly FreezeRecord[], none: string) =>
    freezes.length > 0 ? <FreezeList {...loaded} freezes={freezes} /> : <EmptyState>{none}</EmptyState>;
  return (
    <>
      <Section heading="In force now" count={inForce.length}>
        {listOrEmpty(inForce, "No freeze is in force.")}
      </Section>
      <Section heading="Upcoming" count={upcoming.length}>
        {listOrEmpty(upcoming, "No upcoming freezes.")}
      </Section>
    </>
  );
}
