import { ButtonLink } from "@/components/basics/button";
import { emergencyButtons } from "@/lib/changes/emergency-actions";
import { isOffered, type StepOffer } from "@/lib/rules/judge";
import { destructiveSteps } from "@/lib/rules/step-groups";

/** The three things that one does next in an emergency, in reach of a thumb; each leads to its form. */
export function EmergencyButtons({ offered }: { offered: readonly StepOffer[] }) {
  const buttons = emergencyButtons.filter(({ step }) => isOffered(offered, step));
  if (buttons.length === 0) return null;
  return (
    <nav aria-label="What next" className="grid grid-cols-3 gap-2 print:hidden sm:max-w-xl">
      {buttons.map(({ step, label }) => (
        <ButtonLink
          key={step}
          href={`#${step}`}
          variant={destructiveSteps.has(step) ? "danger" : "quiet"}
          className="min-h-14 whitespace-normal"
        >
          {label}
        </ButtonLink>
      ))}
    </nav>
  );
}
