import { Section } from "@/components/shell/section";
import { colourGroups, textSizes } from "./tokens";

export const TextSizes = () => (
  <Section heading="Five sizes">
    <dl className="grid gap-2">
      {textSizes.map(({ name, use, className }) => (
        <div
          key={name}
          className="grid items-baseline gap-x-6 border-t border-line pt-2 sm:grid-cols-[6rem_minmax(0,1fr)]"
        >
          <dt className="text-sm text-muted">{name}</dt>
          <dd className={className}>{use}</dd>
        </div>
      ))}
    </dl>
  </Section>
);

export const Colours = () => (
  <Section heading="Colours">
    <div className="grid gap-4">
      {colourGroups.map(({ name, tokens }) => (
        <div key={name}>
          <p className="text-sm text-muted">{name}</p>
          <ul className="mt-1 flex flex-wrap gap-3">
            {tokens.map((token) => (
              <li key={token} className="grid w-32 gap-1 text-sm">
                <span aria-hidden="true" className={`${swatch} ${swatchClasses[token]}`} />
                {token}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  </Section>
);

type Token = (typeof colourGroups)[number]["tokens"][number];

// Whole names: the stylesheet has only the classes that it reads somewhere.
/** Forced colours and paper would leave out the very thing that is shown. */
const swatch = "h-10 rounded-md border border-line forced-color-adjust-none [print-color-adjust:exact]";

const swatchClasses: Record<Token, string> = {
  paper: "bg-paper",
  raised: "bg-raised",
  sunken: "bg-sunken",
  line: "bg-line",
  "line-strong": "bg-line-strong",
  ink: "bg-ink",
  muted: "bg-muted",
  "accent-ink": "bg-accent-ink",
  "good-ink": "bg-good-ink",
  "warn-ink": "bg-warn-ink",
  "bad-ink": "bg-bad-ink",
  "accent-tint": "bg-accent-tint",
  "good-tint": "bg-good-tint",
  "warn-tint": "bg-warn-tint",
  "bad-tint": "bg-bad-tint",
  accent: "bg-accent",
  "accent-strong": "bg-accent-strong",
  "bad-solid": "bg-bad-solid",
  "bad-strong": "bg-bad-strong",
};
