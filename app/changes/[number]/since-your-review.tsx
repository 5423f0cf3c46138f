import { DateTime } from "@/components/record/date-time";
import { Differences } from "@/components/record/differences";
import { Section } from "@/components/shell/section";
import type { LoadedChange } from "./load";

/** For somebody who decided on an earlier revision: what is different now, word by word. */
export const SinceYourReview = ({ review, zone }: Pick<LoadedChange, "review" | "zone">) =>
  review ? (
    <Section
      heading={`Since your review of revision ${review.revision}`}
      trailing={
        <span className="text-sm text-muted">
          <DateTime at={review.at} zone={zone} isBrief />
        </span>
      }
    >
      <Differences differences={review.differences} />
    </Section>
  ) : null;
