import { Section } from "@/components/shell/section";
import type { HomeGroup } from "./home-sections";
import { OpenChanges } from "./open-changes";

type Props = {
  group: HomeGroup;
  isCut: boolean;
  showsNextStep?: boolean;
  isNested?: boolean;
  now: string;
  zone: string;
};

const maxShown = 5;

/** Five changes of a group, and a link to the others; nothing for an empty one. */
export function HomeGroupSection({
  group: { heading, placed, allPath },
  isCut,
  showsNextStep,
  isNested,
  now,
  zone,
}: Props) {
  if (placed.length === 0) return null;
  const shown = placed.slice(0, maxShown);
  const rest = placed.length - shown.length;
  return (
    <Section heading={heading} count={isCut ? undefined : placed.length} isNested={isNested}>
      <OpenChanges
        label={heading}
        changes={shown.map(({ change }) => change)}
        nextSteps={showsNextStep ? shown.map(({ nextStep }) => nextStep) : []}
        now={now}
        zone={zone}
      />
      {rest > 0 ? (
        <p className="mt-1 text-sm">
          <a className="link" href={allPath}>
            {isCut ? "All of them" : `${rest} more`}
          </a>
        </p>
      ) : null}
    </Section>
  );
}
