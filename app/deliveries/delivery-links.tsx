import { RecordNumber } from "@/components/record/record-number";
import type { ListedDelivery } from "@/db/notices/list-deliveries";
import { describeHaltedDeploys } from "@/lib/halts/halted-deploys";

type Props = { delivery: Pick<ListedDelivery, "change" | "incident" | "freeze" | "halt" | "entry" | "delegate"> };

export const DeliveryLinks = ({ delivery: { change, incident, freeze, halt, entry, delegate } }: Props) => (
  <span className="inline-flex flex-wrap gap-x-3 font-normal">
    {change ? (
      <a className="link" href={`/changes/${change}`}>
        <RecordNumber number={change} />
      </a>
    ) : null}
    {incident ? (
      <a className="link" href={`/incidents/${incident}`}>
        <RecordNumber number={incident} />
      </a>
    ) : null}
    <RecordLink path="/freezes" text={freeze} />
    <RecordLink path="/halts" text={halt && describeHaltedDeploys(halt)} />
    <RecordLink path="/catalogue" text={entry} />
    <RecordLink path="/people" text={delegate} />
  </span>
);

const RecordLink = ({ path, text }: { path: string; text: string | null }) =>
  text ? (
    <a className="link" href={path}>
      {text}
    </a>
  ) : null;
