import { Notice } from "@/components/basics/notice";
import type { World } from "@/components/form/control";
import { NoPreview } from "@/components/form/no-preview";
import { WhenSpan } from "@/components/record/when";
import type { TouchedChange } from "@/db/calendar/touched-changes";
import type { FreezePreview } from "@/lib/calendar/freeze-preview";
import { TouchedChanges } from "./touched-changes";

type Props = { preview: FreezePreview; touched: readonly TouchedChange[]; world: World };

export function Preview({ preview, touched, world }: Props) {
  if (!preview.ok)
    return (
      <NoPreview>
        {Object.values(preview.errors).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </NoPreview>
    );
  const { covers, spans, rule } = preview;
  const what = world.covers?.find(({ value }) => value === covers);
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
            <WhenSpan from={starts} to={ends} zone={world.zone} />
          </li>
        ))}
      </ol>
      <p className="mt-2 font-medium">Scheduled changes affected</p>
      <div>
        <TouchedChanges changes={touched} zone={world.zone} />
      </div>
    </Notice>
  );
}
