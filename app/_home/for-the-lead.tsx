import { Icon } from "@/components/basics/icon";
import { inks } from "@/components/basics/inks";
import { Section } from "@/components/shell/section";
import type { LeadLine } from "@/lib/notices/lead-lines";

/** What an operations lead should know, a line each; nothing where there is nothing to say. */
export const ForTheLead = ({ lines }: { lines: readonly LeadLine[] }) =>
  lines.length > 0 ? (
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
  ) : null;
