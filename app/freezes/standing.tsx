import { Empty } from "@/components/basics/empty";
import { Section } from "@/components/shell/section";
import type { FreezeRecord } from "@/db/calendar/read-freezes";
import { FreezeList } from "./freeze-list";
import type { LoadedFreezes } from "./load";

export function Standing(loaded: LoadedFreezes) {
  const { standing, now } = loaded;
  const inForce = standing.filter(({ next }) => (next[0]?.[0] ?? now) <= now);
  const coming = standing.filter((freeze) => !inForce.includes(freeze));
  const list = (freezes: readonly FreezeRecord[], none: string) =>
    freezes.length > 0 ? <FreezeList {...loaded} freezes={freezes} /> : <Empty>{none}</Empty>;
  return (
    <>
      <Section heading="In force now" count={inForce.length}>
        {list(inForce, "No freeze is in force.")}
      </Section>
      <Section heading="Upcoming" count={coming.length}>
        {list(coming, "No upcoming freezes.")}
      </Section>
    </>
  );
}
