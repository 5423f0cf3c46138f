import { Icon } from "@/components/basics/icon";
import { toneTextClasses } from "@/components/basics/tone-text-classes";
import { Section } from "@/components/shell/section";
import { delegationAlerts, emergencyShareAlert, leadAlerts, resemblingAccountsAlerts } from "@/lib/notices/lead-alerts";
import { formatDateTime } from "@/lib/time/format";
import type { LoadedHome } from "./load";

type Props = Pick<LoadedHome, "notices" | "zone">;

export function LeadAlerts({ notices, zone }: Props) {
  const { share } = notices;
  if (!share) return null;
  const alerts = [
    ...resemblingAccountsAlerts(notices.resembling),
    ...delegationAlerts(notices.delegations, (at) => formatDateTime(at, zone)),
    ...leadAlerts(notices),
    emergencyShareAlert(share),
  ];
  return (
    <Section heading="For the operations lead">
      <ul className="grid">
        {alerts.map(({ tone, icon, text, link }) => (
          <li key={text} className="flex gap-2 border-t border-line py-2">
            <Icon name={icon} className={`mt-1 size-4 ${toneTextClasses[tone]}`} />
            <p className="min-w-0 max-w-prose break-words">
              {text}{" "}
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
