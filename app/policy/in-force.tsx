import { Empty } from "@/components/basics/empty";
import { Section } from "@/components/shell/section";
import { KeepPolicy } from "./keep-policy";
import type { LoadedPolicy } from "./load";
import { Reviews } from "./versions";

/** Shown for the version in force only. */
export const InForce = ({ of, inForce, person, kept, zone, whoMay }: LoadedPolicy) => (
  <>
    <Section heading="Reviews" count={of.reviews.length}>
      {of.reviews.length > 0 ? (
        <Reviews reviews={of.reviews} zone={zone} />
      ) : (
        <Empty>No reviews recorded yet. Publishing a new version counts as a review.</Empty>
      )}
    </Section>
    {whoMay === null ? (
      <KeepPolicy of={of} inForce={inForce.version} person={person} kept={kept} />
    ) : (
      <p className="mb-8 print:hidden">{whoMay}</p>
    )}
  </>
);
