import type { DiffPart } from "@/lib/changes/revision/word-diff";

type Difference = { readonly field: string; readonly label: string; readonly parts: readonly DiffPart[] };

/** Fields whose texts differ: what is gone is struck through, what is new is underlined, on paper too. */
export const Differences = ({ differences }: { differences: readonly Difference[] }) => (
  <dl className="grid gap-3">
    {differences.map(({ field, label, parts }) => (
      <div key={field} className="border-l-2 border-accent-line pl-3">
        <dt className="text-sm text-muted">{label}</dt>
        <dd className="max-w-prose wrap-anywhere whitespace-pre-wrap">
          {parts.map(({ text, change }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place
            <Part key={index} text={text} change={change} />
          ))}
        </dd>
      </div>
    ))}
  </dl>
);

function Part({ text, change }: DiffPart) {
  if (change === "same") return text;
  const [Tag, word, className] = marks[change];
  return (
    <Tag className={className}>
      <span className="sr-only">{word} </span>
      {text}
    </Tag>
  );
}

const marks = {
  removed: ["del", "[removed:]", "bg-bad-tint text-bad-ink line-through print:bg-transparent"],
  added: ["ins", "[added:]", "bg-good-tint text-good-ink underline print:bg-transparent print:font-semibold"],
} as const;
