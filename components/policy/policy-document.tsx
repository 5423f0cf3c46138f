import { type DocumentLine, documentOf } from "@/lib/policy/policy-document";
import { PolicyClause, PolicyColumns, PolicyItem } from "./policy-clause";

/** A published policy line by line, and beside each clause that it still contains how Windlass implements it. */
export function PolicyDocument({ text }: { text: string }) {
  const seen = new Map<string, number>();
  const keyOf = ({ words }: DocumentLine) => {
    const times = (seen.get(words) ?? 0) + 1;
    seen.set(words, times);
    return `${words} ${times}`;
  };
  return (
    <div className="mb-8">
      <PolicyColumns />
      {documentOf(text).map((line) => (
        <PolicyClause key={keyOf(line)} anchor={line.anchor}>
          <Line line={line} />
        </PolicyClause>
      ))}
    </div>
  );
}

function Line({ line: { kind, words } }: { line: DocumentLine }) {
  if (kind === "heading") return <h2 className="text-lg font-semibold">{words}</h2>;
  if (kind === "subheading") return <h3 className="font-semibold">{words}</h3>;
  return kind === "item" ? <PolicyItem words={words} /> : <p>{words}</p>;
}
