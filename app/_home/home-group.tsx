import { Section } from "@/components/shell/section";
import type { HomeGroup } from "./home-sections";
import { OpenChanges } from "./open-changes";

type Props = {
  group: HomeGroup;
  /** Whether more changes are open than were read. */
  isCut: boolean;
  showsNextStep?: boolean;
  isNested?: boolean;
  now: string;
  zone: string;
};

const maxShown = 5;

/** Five changes of a group, the others on demand; nothing for an empty one. */
export function HomeGroupSection({ group, isCut, showsNextStep = false, isNested, now, zone }: Props) {
  const { heading, placed, allPath } = group;
  if (placed.length === 0) return null;
  const listProps = { showsNextStep, now, zone };
  const rest = placed.slice(maxShown);
  return (
    <Section
      heading={heading}
      count={isCut ? undefined : placed.length}
      isNested={isNested}
      trailing={
        isCut ? (
          <a className="link text-sm" href={allPath}>
            Show all<span className="sr-only"> under {heading}</span>
          </a>
        ) : null
      }
    >
      <OpenChanges label={heading} placed={placed.slice(0, maxShown)} {...listProps} />
      {rest.length > 0 ? (
        <details>
          <summary className="link w-fit cursor-pointer py-1 text-sm">{rest.length} more</summary>
          <OpenChanges label={`More under ${heading}`} placed={rest} {...listProps} />
        </details>
      ) : null}
    </Section>
  );
}
