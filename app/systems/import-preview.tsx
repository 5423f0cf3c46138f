import { randomUUID } from "node:crypto";
import { stepsTarget } from "@/app/_document/steps-target";
import { type PlannedUpload, plannedSteps } from "@/app/_steps/actions/systems-upload";
import { Button } from "@/components/basics/button";
import { Notice } from "@/components/basics/notice";
import { PostedForm } from "@/components/form/posted-form";
import { sha256Hex } from "@/db/connection/sha256-hex";
import type { ImportPlan } from "@/lib/systems/import-plan";
import { importReportLines, invalidRowLines } from "@/lib/systems/import-report";
import { encodingNote } from "@/lib/text/decode-text";
import { joinList } from "@/lib/text/join-list";
import { mixedScriptWarning } from "@/lib/text/mixed-scripts";
import { RowList } from "./row-list";

/** A preview registers nothing. */
export function ImportPreview({ found: { id, title, encoding, plan } }: { found: PlannedUpload }) {
  const steps = plannedSteps(plan);
  const warnings = plan.additions.flatMap(({ line, name, client }) => {
    const warning = mixedScriptWarning(name) ?? mixedScriptWarning(client);
    return warning ? [`Line ${line}: ${warning}`] : [];
  });
  return (
    <div className="grid gap-4">
      <Notice role="status" heading={`Preview of “${title}”. Nothing is registered yet.`}>
        <p>{planSummary(plan)}</p>
        {encodingNote(encoding) ? <p>{encodingNote(encoding)}</p> : null}
        {plan.newClients.length > 0 ? <p>{`New clients: ${joinList(plan.newClients.slice(0, 50), "and")}.`}</p> : null}
        {plan.invalid.length > 0 ? (
          <RowList
            summary={`${rowCount(plan.invalid.length)} that will not be imported`}
            rows={invalidRowLines(plan.invalid)}
            open
          />
        ) : null}
        {warnings.length > 0 ? (
          <RowList
            summary={`${rowCount(warnings.length)} with letters that look alike`}
            rows={warnings.join("\n")}
            open
          />
        ) : null}
        <RowList summary="What each row will do" rows={importReportLines(plan, false)} />
      </Notice>
      {steps.length === 0 ? (
        <p>There is nothing to import.</p>
      ) : (
        <PostedForm target={stepsTarget()} label="Import systems">
          <input type="hidden" name="subject" value="system" />
          <input type="hidden" name="key" value={randomUUID()} />
          <input type="hidden" name="how" value="import" />
          <input type="hidden" name="file" value={id} />
          <input type="hidden" name="seen" value={sha256Hex(JSON.stringify(steps))} />
          <Button type="submit" name="step" value="register">
            {`Import ${steps.length.toLocaleString("en")} ${steps.length === 1 ? "system" : "systems"}`}
          </Button>
        </PostedForm>
      )}
    </div>
  );
}

const planSummary = ({ additions, changes, unchanged, invalid }: ImportPlan): string =>
  `${rowCount(additions.length)} will be registered, ${rowCount(changes.length)} will be changed, ${rowCount(unchanged.length)} already registered, ${rowCount(invalid.length)} not imported.`;

const rowCount = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}`;
