import { type Loaded, pageOf } from "@/app/_request/page-of";
import { titled } from "@/app/_request/page-title";
import { NewForm } from "../new-form";
import { loadNewStandard } from "./load";
import { StandardForm } from "./standard-form";

export const generateMetadata = titled("New standard change");

export default pageOf(loadNewStandard, NewStandardPage);

function NewStandardPage({ form, ...frame }: Loaded<typeof loadNewStandard>) {
  return (
    <NewForm
      {...frame}
      clause="standard"
      title="New standard change"
      lead="A pre-approved, low-risk, routine change. The catalogue entry says what to do, how to undo it and how to check it."
    >
      {form ? <StandardForm {...form} /> : null}
    </NewForm>
  );
}
