import { Notice } from "@/components/notice";
import { PlainText } from "@/components/plain-text";
import { Remark } from "@/components/remark";
import { When } from "@/components/when";
import type { ChangeRecord } from "@/db/read-change";
import { awaitsRollback } from "@/lib/record";
import { age } from "@/lib/time";
import { AlertNotice } from "./alert-notice";

/** A failed change puts its rollback plan first; until its alert arrived, the page says that it has not. */
export function FailureBanner({ change, zone }: { change: ChangeRecord; zone: string }) {
  return (
    <div className="mb-6 grid gap-3 empty:hidden">
      {awaitsRollback(change.status) && change.failedAt ? (
        <Notice tone="bad" heading="It failed: execute the rollback plan now">
          <p className="flex flex-wrap items-center gap-x-3">
            <span>
              Failed <When at={change.failedAt} zone={zone} />
            </span>
            <Remark tone="bad">{age(change.failedAt, change.now)} ago</Remark>
          </p>
          {change.rollbackPlan ? (
            <PlainText text={change.rollbackPlan} className="text-lg/7 font-medium" />
          ) : (
            <p className="text-lg/7 font-medium">
              {change.redacted.rollbackPlan ? "The rollback plan was redacted." : "No rollback plan is written."} Undo
              what was done, and note each thing you do.
            </p>
          )}
        </Notice>
      ) : null}
      <AlertNotice change={change} zone={zone} />
      {change.incidents.length > 0 ? (
        <p className="text-sm">
          Incident:{" "}
          {change.incidents.map(({ number, status }) => (
            <a key={number} className="link mr-3" href={`/incidents/${number}`}>
              {number} ({status})
            </a>
          ))}
        </p>
      ) : null}
    </div>
  );
}
