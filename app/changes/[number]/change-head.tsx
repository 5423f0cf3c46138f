import { RecordNumber } from "@/components/record/record-number";
import { Remark } from "@/components/record/remark";
import { StatusMark } from "@/components/record/status-mark";
import { TypeMark } from "@/components/record/type-mark";
import { PageHead } from "@/components/shell/page-head";
import { remarksOn } from "@/lib/changes/deadlines";
import { headingOf } from "@/lib/changes/redaction";
import { HeadActions } from "./head-actions";
import type { LoadedChange } from "./load";

type Props = Pick<LoadedChange, "change" | "offered" | "path" | "person" | "zone">;

export const ChangeHead = ({ change, offered, path, person, zone }: Props) => (
  <PageHead
    title={headingOf(change)}
    above={
      <>
        <RecordNumber number={change.number} />
        <TypeMark type={change.type} />
        <StatusMark status={change.status} />
        {remarksOn(change, change.now, zone).map(({ tone, words }) => (
          <Remark key={words} tone={tone}>
            {words}
          </Remark>
        ))}
      </>
    }
    actions={<HeadActions offered={offered} path={path} change={change} person={person} />}
  />
);
