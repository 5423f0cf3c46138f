import { Icon } from "@/components/basics/icon";
import { inks } from "@/components/basics/inks";
import { Section } from "@/components/shell/section";
import { leadLines, lentLines, resemblingLines, shareLine } from "@/lib/notices/lead-lines";
import { tellPlainly } from "@/lib/time/format";
import type { LoadedHome } from "./load";

type Props = Pick<LoadedHome, "notices" | "share" | "zone">;

export function ForTheLead({ notices, share, zone }: Props) {
  if (!share) return null;
  const lines = [
    ...resemblingLines(notices.resembling),
    ...lentLines(notices.delegations, (at) => tellPlainly(at, zone)),
    ...leadLines(notices),
    shareLine(share),
  ];
  return (
    <Section heading="For the operations lead">
      <ul className="grid">
        {lines.map(({ tone, icon, words, link }) => (
          <li key={words} className="flex gap-2 border-t border-line py-2">
            <Icon name={icon} className={`mt-1 size-4 ${inks[tone]}`} />
            <p className="min-w-0 max-w-prose break-words">
              {words}{" "}
              {link ? (
                <a className="link whitespace-nowrap" href={link.path}>
                  {link.label}
                </a>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
