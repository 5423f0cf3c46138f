import { type PolicySection, policyText } from "@/lib/policy";
import { carriedOut } from "@/lib/policy-carried-out";

/** The policy word for word; beside each clause, what Windlass does for it. */
export const PolicyText = () => (
  <div className="mb-8">
    <div
      aria-hidden="true"
      className="grid gap-x-8 border-b border-line-strong pb-1.5 text-sm font-medium text-muted cards:hidden rows:grid-cols-2"
    >
      <span>The policy</span>
      <span>What Windlass does</span>
    </div>
    {policyText.map((section) => (
      <Part key={section.anchor} section={section} />
    ))}
  </div>
);

function Part({ section: { anchor, heading, level, words, lines } }: { section: PolicySection }) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section>
      <Clause anchor={anchor}>
        <Heading className={level === 2 ? "text-lg font-semibold" : "font-semibold"}>{heading}</Heading>
        {words ? <p>{words}</p> : null}
      </Clause>
      {lines?.length ? (
        <ul>
          {lines.map((line) => (
            <li key={line.anchor}>
              <Clause anchor={line.anchor}>
                <p className="pl-4 before:absolute before:-ml-4 before:text-muted before:content-['–']">{line.words}</p>
              </Clause>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

const Clause = ({ anchor, children }: { anchor: PolicySection["anchor"]; children: React.ReactNode }) => (
  <div
    id={anchor}
    className="grid break-inside-avoid gap-x-8 gap-y-1 border-b border-line py-2.5 rows:grid-cols-2 print:py-1.5"
  >
    <div className="grid content-start gap-1">{children}</div>
    <p className="text-muted empty:hidden cards:border-l-2 cards:border-line cards:pl-3">{does(anchor)}</p>
  </div>
);

const does = (anchor: PolicySection["anchor"]): string | null =>
  anchor === "purpose" || anchor === "change-types" ? null : carriedOut[anchor];
