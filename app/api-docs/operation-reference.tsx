import { Disclosure } from "@/components/basics/disclosure";
import type { ReferenceOperation } from "@/lib/api/reference";
import { ReferenceFields } from "./reference-fields";

/** One operation: folded, its address and what it is for; open, what it takes and answers. */
export function OperationReference({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, scope, parameters, bodies, answer, answerPart, problems } = operation;
  const address = `${method} ${path}`;
  return (
    <div id={id}>
      <Disclosure
        summary={
          <>
            <code className="text-sm wrap-anywhere">{address}</code>{" "}
            <span className="font-normal text-muted">{summary}</span>
          </>
        }
      >
        <p className="text-sm text-muted">{scope ? `Scope of the token: ${scope}.` : "Needs no token."}</p>
        <ReferenceFields heading="Parameters" of={address} fields={parameters} isAsked />
        {bodies.map((fields, form) => (
          <ReferenceFields
            key={fields.map(({ name }) => name).join()}
            heading={bodies.length > 1 ? `Body, form ${form + 1} of ${bodies.length}` : "Body"}
            of={address}
            fields={fields}
            isAsked
          />
        ))}
        <ReferenceFields heading="Answer" of={address} fields={answer} />
        <p className="text-sm text-muted">
          {answerPart ? (
            <>
              Answers a{" "}
              <a href={`#${answerPart}`} className="link">
                {answerPart}
              </a>
              .{" "}
            </>
          ) : null}
          <a href="#Problem" className="link">
            Problems
          </a>
          : {problems.join(" · ")}.
        </p>
      </Disclosure>
    </div>
  );
}
