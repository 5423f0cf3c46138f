import { document, type Loaded } from "@/app/_document/document";
import { NewForm } from "../new-form";
import { loadNewStandard } from "./load";
import { StandardForm } from "./standard-form";

export const dynamic = "force-dynamic";

export const GET = document({ title: "New standard change", load: loadNewStandard, render: NewStandardPage });

function NewStandardPage({ form, ...frame }: Loaded<typeof loadNewStandard>) {
  return (
    <NewForm
      {...frame}
      clause="standard"
      type="standard"
      title="New standard change"
      lead="A pre-approved, low-risk, routine change. The catalogue entry says what to do, how to undo it and how to check it."
    >
      {form ? <StandardForm {...form} /> : null}
    </NewForm>
  );
}
