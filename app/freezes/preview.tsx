import { NoPreview } from "@/components/basics/no-preview";
import { Notice } from "@/components/basics/notice";
import type { FormOptions } from "@/components/form/control";
import { DateTimeRange } from "@/components/record/date-time";
import type { AffectedChange } from "@/db/calendar/affected-changes";
import type { FreezePreview } from "@/lib/calendar/freeze-preview";
import { AffectedChanges } from "./affected-changes";

type Props = { preview: FreezePreview; affected: readonly AffectedChange[]; formOptions: FormOptions };

export function Preview({ preview, affected, formOptions }: Props) {
  if (!preview.ok)
    return (
      <NoPreview>
        {Object.values(preview.errors).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </NoPreview>
    );
  const { scope, spans, rule } = preview;
  const what = formOptions.freezeScopes?.find(({ value }) => value === scope);
  return (
    <Notice role="status" heading="Preview. Nothing is placed yet.">
      <p>
        {`The freeze would cover ${what?.value === "all" ? "all systems" : (what?.label ?? "nothing that is in the list")} `}
        {spans.length === 1 ? "once:" : `${spans.length} times:`}
      </p>
      {rule ? <p>{`${rule}:`}</p> : null}
      <ol className="grid list-decimal gap-x-12 pl-8 lg:grid-cols-2">
        {spans.map(([starts, ends]) => (
          <li key={starts}>
            <DateTimeRange from={starts} to={ends} zone={formOptions.zone} />
          </li>
        ))}
      </ol>
      <p className="mt-2 font-medium">Scheduled changes affected</p>
      <div>
        <AffectedChanges changes={affected} zone={formOptions.zone} />
      </div>
    </Notice>
  );
}
