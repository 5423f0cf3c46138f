import { Notice } from "@/components/basics/notice";
import type { ChangeRecord } from "@/db/changes/read-change";
import { headingOf } from "@/lib/changes/redaction";

export const FollowsNotice = ({ change }: { change: ChangeRecord }) => (
  <Notice icon="listed">
    <p className="wrap-anywhere">
      This change follows from{" "}
      <a className="link" href={`/changes/${change.number}`}>
        {change.number}
      </a>
      : {headingOf(change)}. Both pages will show the link.
    </p>
  </Notice>
);
