import { Section } from "@/components/shell/section";
import { ActiveHalts } from "./active-halts";
import type { LoadedHome } from "./load";
import { OwnFindings } from "./own-findings";
import { UpcomingFreezes } from "./upcoming-freezes";

/** Findings to answer, freezes and deploy halts. A section without entries is left out. */
export const NoticeSections = ({ notices, zone }: LoadedHome) => (
  <>
    {notices.findings.length > 0 ? (
      <Section heading="Your open findings" count={notices.findings.length}>
        <OwnFindings findings={notices.findings} now={notices.now} />
      </Section>
    ) : null}
    {notices.freezes.length > 0 ? (
      <Section heading="Freezes" count={notices.freezes.length}>
        <UpcomingFreezes freezes={notices.freezes} zone={zone} now={notices.now} />
      </Section>
    ) : null}
    {notices.halts.length > 0 ? (
      <Section heading="Deploy halts" count={notices.halts.length}>
        <ActiveHalts halts={notices.halts} now={notices.now} />
      </Section>
    ) : null}
  </>
);
