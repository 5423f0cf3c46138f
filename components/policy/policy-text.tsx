import { type PolicySection, policyText } from "@/lib/policy/policy";
import { PolicyClause, PolicyColumns, PolicyItem } from "./policy-clause";

/** The policy that ships with the product, word for word, and beside each clause how Windlass implements it. */
export const PolicyText = () => (
  <div className="mb-8">
    <PolicyColumns />
    {policyText.map((section) => (
      <Part key={section.anchor} section={section} />
    ))}
  </div>
);

function Part({ section: { anchor, heading, level, text, lines } }: { section: PolicySection }) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section>
      <PolicyClause anchor={anchor}>
        <Heading className={level === 2 ? "text-lg font-semibold" : "font-semibold"}>{heading}</Heading>
        {text ? <p>{text}</p> : null}
      </PolicyClause>
      {lines?.length ? (
        <ul>
          {lines.map((line) => (
            <li key={line.anchor}>
              <PolicyClause anchor={line.anchor}>
                <PolicyItem text={line.text} />
              </PolicyClause>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
