import { alreadySent } from "@/app/_record/already-sent";
import { HistoryOf } from "@/app/_record/history-of";
import { Section } from "@/components/shell/section";
import type { LoadedChange } from "./load";

type Props = Pick<LoadedChange, "change" | "history" | "path" | "sent" | "zone">;

export const ChangeHistory = ({ change, history, path, sent, zone }: Props) => (
  <Section
    heading="History"
    count={history.length}
    aside={
      <a href={`${path}/evidence.json`} className="link text-sm print:hidden">
        Evidence (JSON)
      </a>
    }
  >
    <HistoryOf events={history} revision={change.revision} zone={zone} more={alreadySent(sent, zone)} />
  </Section>
);
