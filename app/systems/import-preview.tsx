import { randomUUID } from "node:crypto";
import { stepsTarget } from "@/app/_document/steps-target";
import { type FoundFile, stepsOf } from "@/app/_steps/actions/systems-file";
import { Button } from "@/components/basics/button";
import { Notice } from "@/components/basics/notice";
import { PostedForm } from "@/components/form/posted-form";
import { digest } from "@/db/connection/digest";
import type { SystemsPlan } from "@/lib/systems/import-plan";
import { rowLines, wrongLines } from "@/lib/systems/import-report";
import { encodingSentence } from "@/lib/text/file-text";
import { list } from "@/lib/text/list";
import { lookAlikeWarning } from "@/lib/text/look-alikes";
import { RowList } from "./row-list";

/** A preview registers nothing. */
export function ImportPreview({ found: { id, title, encoding, plan } }: { found: FoundFile }) {
  const steps = stepsOf(plan);
  const warnings = plan.registers.flatMap(({ line, name, client }) => {
    const warning = lookAlikeWarning(name) ?? lookAlikeWarning(client);
    return warning ? [`Line ${line}: ${warning}`] : [];
  });
  return (
    <div className="grid gap-4">
      <Notice role="status" heading={`Preview of “${title}”. Nothing is registered yet.`}>
        <p>{countsOf(plan)}</p>
        {encodingSentence(encoding) ? <p>{encodingSentence(encoding)}</p> : null}
        {plan.newClients.length > 0 ? <p>{`New clients: ${list(plan.newClients.slice(0, 50), "and")}.`}</p> : null}
        {plan.wrong.length > 0 ? (
          <RowList
            summary={`${rows(plan.wrong.length)} that will not be imported`}
            rows={wrongLines(plan.wrong)}
            open
          />
        ) : null}
        {warnings.length > 0 ? (
          <RowList summary={`${rows(warnings.length)} with letters that look alike`} rows={warnings.join("\n")} open />
        ) : null}
        <RowList summary="What each row will do" rows={rowLines(plan, false)} />
      </Notice>
      {steps.length === 0 ? (
        <p>There is nothing to import.</p>
      ) : (
        <PostedForm target={stepsTarget()}>
          <input type="hidden" name="subject" value="system" />
          <input type="hidden" name="key" value={randomUUID()} />
          <input type="hidden" name="how" value="import" />
          <input type="hidden" name="file" value={id} />
          <input type="hidden" name="seen" value={digest(JSON.stringify(steps))} />
          <Button type="submit" name="step" value="register">
            {`Import ${steps.length.toLocaleString("en")} ${steps.length === 1 ? "system" : "systems"}`}
          </Button>
        </PostedForm>
      )}
    </div>
  );
}

const countsOf = ({ registers, amends, unchanged, wrong }: SystemsPlan): string =>
  `${rows(registers.length)} will be registered, ${rows(amends.length)} will be changed, ${rows(unchanged.length)} already registered, ${rows(wrong.length)} not imported.`;

const rows = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}`;
