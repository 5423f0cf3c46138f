import { type Loaded, pageOf } from "@/app/_request/page-of";
import { titled } from "@/app/_request/page-title";
import { NewForm } from "../new-form";
import { loadNewNormal } from "./load";
import { NormalForm } from "./normal-form";

export const generateMetadata = titled("New normal change");

export default pageOf(loadNewNormal, NewNormalPage);

function NewNormalPage({ form, ...frame }: Loaded<typeof loadNewNormal>) {
  return (
    <NewForm
      {...frame}
      clause="normal"
      title="New normal change"
      lead="A change with meaningful impact. A second person reviews it and another approves it before it can be scheduled."
    >
      {form ? <NormalForm {...form} /> : null}
    </NewForm>
  );
}
