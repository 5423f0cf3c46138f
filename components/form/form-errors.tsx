import { Notice } from "@/components/basics/notice";

type FormError = { sentence: string; id?: string };

/** Everything that is wrong with a form, above it; each sentence leads to its field where that is known. */
export function FormErrors({ errors }: { errors: readonly FormError[] }) {
  if (errors.length === 0) return null;
  return (
    <Notice role="alert" tone="bad" heading="Nothing was saved. Correct the following; what you typed is still here.">
      <ul className="list-disc pl-5">
        {errors.map(({ sentence, id }) => (
          <li key={sentence}>
            {id ? (
              <a href={`#${id}`} className="link">
                {sentence}
              </a>
            ) : (
              sentence
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
