import { EmptyState } from "@/components/basics/empty-state";
import { Section } from "@/components/shell/section";
import type { LoadedPolicy } from "./load";
import { PolicyForms } from "./policy-forms";
import { Reviews } from "./versions";

/** Shown for the version in force only. */
export const CurrentVersion = ({ policyRecord, inForce, person, formDraft, zone, ineligibleMessage }: LoadedPolicy) => (
  <>
    <Section heading="Reviews" count={policyRecord.reviews.length}>
      {policyRecord.reviews.length > 0 ? (
        <Reviews reviews={policyRecord.reviews} zone={zone} />
      ) : (
        <EmptyState>No reviews recorded yet. Publishing a new version counts as a review.</EmptyState>
      )}
    </Section>
    {ineligibleMessage === null ? (
      <PolicyForms policyRecord={policyRecord} inForce={inForce.version} person={person} formDraft={formDraft} />
    ) : (
      <p className="mb-8 print:hidden">{ineligibleMessage}</p>
    )}
  </>
);
