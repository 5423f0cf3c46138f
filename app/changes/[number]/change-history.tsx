import { HistoryList } from "@/app/_record/history-list";
import { redactedCopies } from "@/app/_record/redacted-copies";
import { WatchSwitch } from "@/app/_record/watch-switch";
import { Section } from "@/components/shell/section";
import type { LoadedChange } from "./load";

type Props = Pick<LoadedChange, "change" | "history" | "path" | "person" | "sent" | "zone">;

export const ChangeHistory = ({ change, history, path, person, sent, zone }: Props) => (
  <Section
    heading="History"
    count={history.length}
    trailing={
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 print:hidden">
        <WatchSwitch person={person} target={`change:${change.id}`} isWatched={change.isWatched} />
        <a href={`${path}/evidence.json`} className="link text-sm">
          Evidence (JSON)
        </a>
      </div>
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
