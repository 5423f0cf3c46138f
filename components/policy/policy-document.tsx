import { type DocumentLine, parsePolicyDocument } from "@/lib/policy/policy-document";
import { PolicyClause, PolicyColumns, PolicyItem } from "./policy-clause";

/** A published policy line by line, and beside each clause that it still contains how Windlass implements it. */
export function PolicyDocument({ text }: { text: string }) {
  const occurrences = new Map<string, number>();
  const keyOf = ({ text }: DocumentLine) => {
    const count = (occurrences.get(text) ?? 0) + 1;
    occurrences.set(text, count);
    return `${text} ${count}`;
  };
  return (
    <div className="mb-8">
      <PolicyColumns />
      {parsePolicyDocument(text).map((line) => (
        <PolicyClause key={keyOf(line)} anchor={line.anchor}>
          <Line line={line} />
        </PolicyClause>
      ))}
    </div>
  );
}

function Line({ line: { kind, text } }: { line: DocumentLine }) {
  if (kind === "heading") return <h2 className="text-lg font-semibold">{text}</h2>;
  if (kind === "subheading") return <h3 className="font-semibold">{text}</h3>;
  return kind === "item" ? <PolicyItem text={text} /> : <p>{text}</p>;
}
