import { DeadlineBadge } from "@/components/record/deadline-badge";
import { RecordNumber } from "@/components/record/record-number";
import { StatusBadge } from "@/components/record/status-badge";
import { TypeBadge } from "@/components/record/type-badge";
import { PageHeader } from "@/components/shell/page-header";
import { deadlinesOf } from "@/lib/changes/deadlines";
import { headingOf } from "@/lib/changes/redaction";
import { HeadActions } from "./head-actions";
import type { LoadedChange } from "./load";

type Props = Pick<LoadedChange, "change" | "offered" | "path" | "person" | "zone">;

export const ChangeHead = ({ change, offered, path, person, zone }: Props) => (
  <PageHeader
    title={headingOf(change)}
    above={
      <>
        <RecordNumber number={change.number} />
        <TypeBadge type={change.type} />
        <StatusBadge status={change.status} />
        {deadlinesOf(change, change.now, zone).map(({ tone, text }) => (
          <DeadlineBadge key={text} tone={tone}>
            {text}
          </DeadlineBadge>
        ))}
      </>
    }
    actions={<HeadActions offered={offered} path={path} change={change} person={person} />}
  />
);
