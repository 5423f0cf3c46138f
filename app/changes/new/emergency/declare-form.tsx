import type { Loaded } from "@/app/_document/document";
import { OfClients } from "@/app/_record/of-clients";
import { FormOf } from "@/app/_steps/panel/form-of";
import { DeclareFields, declared } from "./declare-fields";
import { type loadDeclare, path } from "./load";

type Props = NonNullable<Loaded<typeof loadDeclare>["form"]>;

export const DeclareForm = ({ offered, world, kept }: Props) => (
  <div className="grid gap-6">
    <OfClients path={path} offered={offered} anyway="You can still declare the emergency: name the system in words." />
    <FormOf
      step="declare"
      subject="change"
      type="emergency"
      world={world}
      kept={kept}
      without={declared}
      look="emergency"
      keepsButton
    >
      <DeclareFields world={world} values={kept?.typed ?? {}} errors={kept?.errors ?? {}} />
    </FormOf>
  </div>
);
