import { OfClients } from "@/app/_record/of-clients";
import { FormOf } from "@/app/_steps/panel/form-of";
import { changeFields, typedOf } from "@/lib/changes/change-fields";
import { fixedByEntry } from "../../new/live-entries";
import type { LoadedEdit } from "./load";

/** Fields that the catalogue entry fixes are left out. */
export const EditForm = ({ path, change, entry, offered, world, kept }: LoadedEdit) => (
  <>
    {entry ? null : (
      <div className="mb-6">
        <OfClients path={path} offered={offered} />
      </div>
    )}
    <FormOf
      step="edit"
      subject="change"
      type={change.type}
      id={change.id}
      seq={change.stepSeq}
      world={world}
      kept={kept}
      values={typedOf(change, changeFields)}
      without={entry ? fixedByEntry : ["entryValues"]}
      look="primary"
      label="Save changes"
    />
  </>
);
