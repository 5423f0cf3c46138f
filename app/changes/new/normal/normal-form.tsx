import type { Loaded } from "@/app/_document/document";
import { OfClients } from "@/app/_record/of-clients";
import { FormOf } from "@/app/_steps/panel/form-of";
import type { ChangeRecord } from "@/db/changes/read-change";
import { EntryChoice } from "../entry-choice";
import { EntryText } from "../entry-text";
import { Follows } from "../follows";
import { fixedByEntry } from "../live-entries";
import { type loadNewNormal, path } from "./load";

type Props = NonNullable<Loaded<typeof loadNewNormal>["form"]>;

export const NormalForm = ({ routine, asked, entry, follows, offered, world, kept }: Props) => (
  <div className="grid gap-8">
    {follows ? <Follows change={follows} /> : null}
    {entry ? (
      <EntryText entry={entry} back={follows ? `${path}?follows=${follows.number}` : path} />
    ) : (
      <EntryChoice path={path} heading="Routine change?" entries={routine} follows={follows?.number} />
    )}
    {entry ? null : <OfClients path={path} offered={offered} keeps={{ follows: follows?.number }} />}
    <FormOf
      step="draft"
      subject="change"
      type="normal"
      world={world}
      kept={kept}
      values={{ entry: asked, ...(follows && startOf(follows)) }}
      without={["type", ...(follows ? [] : ["follows"]), ...(entry ? fixedByEntry : ["entry", "entryValues"])]}
    >
      <input type="hidden" name="type" value="normal" />
    </FormOf>
  </div>
);

/** A follow-up change concerns the same systems. */
const startOf = ({ id, systems }: ChangeRecord) => ({
  follows: String(id),
  systems: systems.map((system) => String(system.id)),
});
