/** What follows the policy's text on its page: how Windlass carries it out. */
export const policyParts = {
  interpretation: { anchor: "part-interpretation", heading: "How we interpret it" },
  coverage: { anchor: "part-coverage", heading: "Coverage" },
  rules: { anchor: "part-rules", heading: "The rules" },
  preconditions: { anchor: "part-preconditions", heading: "Preconditions of the rules" },
} as const;

/** Leads past the text to each of those parts: the page is long, on a phone above all. */
export const PolicyParts = () => (
  <nav aria-label="On this page" className="mb-5 print:hidden">
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5">
      {Object.values(policyParts).map(({ anchor, heading }) => (
        <li key={anchor}>
          <a className="link" href={`#${anchor}`}>
            {heading}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
