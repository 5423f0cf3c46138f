import { document, type Loaded } from "@/app/_document/document";
import { NewForm } from "../new-form";
import { loadNewNormal } from "./load";
import { NormalForm } from "./normal-form";

export const dynamic = "force-dynamic";

export const GET = document({ title: "New normal change", load: loadNewNormal, render: NewNormalPage });

function NewNormalPage({ form, ...frame }: Loaded<typeof loadNewNormal>) {
  return (
    <NewForm
      {...frame}
      clause="normal"
      type="normal"
      title="New normal change"
      lead="A change with meaningful impact. A reviewer reviews it and an operations lead approves it before it can be scheduled."
    >
      {form ? <NormalForm {...form} /> : null}
    </NewForm>
  );
}
