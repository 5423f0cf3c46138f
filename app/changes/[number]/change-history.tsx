import { HistoryList } from "@/app/_record/history-list";
import { redactedCopies } from "@/app/_record/redacted-copies";
import { Section } from "@/components/shell/section";
import type { LoadedChange } from "./load";

type Props = Pick<LoadedChange, "change" | "history" | "path" | "sent" | "zone">;

export const ChangeHistory = ({ change, history, path, sent, zone }: Props) => (
  <Section
    heading="History"
    count={history.length}
    trailing={
      <a href={`${path}/evidence.json`} className="link text-sm print:hidden">
        Evidence (JSON)
      </a>
    }
  >
    <HistoryList
      events={history}
      newestFirst
      revision={change.revision}
      zone={zone}
      change={change.number}
      extraByEvent={redactedCopies(sent, zone)}
    />
  </Section>
);
