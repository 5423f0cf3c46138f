import { RecordNumber } from "@/components/record/record-number";
import type { ListedDelivery } from "@/db/notices/list-deliveries";
import { haltedDeploys } from "@/lib/halts/halted-deploys";

type Props = { delivery: Pick<ListedDelivery, "change" | "incident" | "freeze" | "halt" | "entry" | "delegate"> };

export const About = ({ delivery: { change, incident, freeze, halt, entry, delegate } }: Props) => (
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
    <To page="/freezes" words={freeze} />
    <To page="/halts" words={halt && haltedDeploys(halt)} />
    <To page="/catalogue" words={entry} />
    <To page="/people" words={delegate} />
  </span>
);

const To = ({ page, words }: { page: string; words: string | null }) =>
  words ? (
    <a className="link" href={page}>
      {words}
    </a>
  ) : null;
