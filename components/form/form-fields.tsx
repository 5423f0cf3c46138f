import { uniqueId } from "@/components/basics/render-context";
import type { FormInput } from "@/lib/form/form-inputs";
import { formSections } from "@/lib/form/form-sections";

type Props = {
  inputs: readonly FormInput[];
  /** Under headings, in the order of the sections. */
  isLong: boolean;
  renderField: (input: FormInput) => React.ReactNode;
};

/** The fields of a form, one below the other. */
export const FormFields = ({ inputs, isLong, renderField }: Props) =>
  isLong
    ? formSections(inputs).map((section) => (
        <FormSection key={section.heading} {...section} renderField={renderField} />
      ))
    : inputs.map(renderField);

function FormSection({ heading, inputs, renderField }: Pick<Props, "inputs" | "renderField"> & { heading: string }) {
  const id = uniqueId();
  return (
    <section aria-labelledby={id} className="grid max-w-3xl content-start gap-4 border-t border-line pt-4">
      <h2 id={id} className="text-lg font-semibold">
        {heading}
      </h2>
      {inputs.map(renderField)}
    </section>
  );
}
