import { Button, ButtonLink, type ButtonVariant } from "@/components/basics/button";
import { Disclosure } from "@/components/basics/disclosure";
import { Notice } from "@/components/basics/notice";
import { CheckboxField } from "@/components/form/checkbox-field";
import { RadioGroup } from "@/components/form/choice-fields";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { SeverityBadge } from "@/components/record/severity-badge";
import { StatusBadge } from "@/components/record/status-badge";
import { TypeBadge } from "@/components/record/type-badge";
import { Section } from "@/components/shell/section";
import { changeStatuses, changeTypes, severities } from "@/lib/rules/record";

const variants: readonly (readonly [ButtonVariant, string])[] = [
  ["primary", "The next step"],
  ["quiet", "Something else"],
  ["danger", "Ends or undoes"],
  ["emergency", "Emergency"],
];

export const Buttons = () => (
  <Section heading="Buttons and links">
    <div className="flex flex-wrap items-center gap-3">
      {variants.map(([variant, label]) => (
        <Button key={variant} type="button" variant={variant}>
          {label}
        </Button>
      ))}
      <Button type="button" disabled>
        Not now
      </Button>
      <ButtonLink href="#chips">Leads to a form</ButtonLink>
      <a className="link" href="#chips">
        Where it leads
      </a>
    </div>
    <p id="chips" className="mt-3 flex flex-wrap gap-2">
      <a className="chip" href="#chips" aria-current="true">
        Chosen
      </a>
      <a className="chip" href="#chips">
        Another
      </a>
    </p>
  </Section>
);

export const Badges = () => (
  <Section heading="Badges">
    <p className="flex flex-wrap gap-2">
      {changeStatuses.map((status) => (
        <StatusBadge key={status} status={status} />
      ))}
    </p>
    <p className="mt-3 flex flex-wrap gap-3">
      {changeTypes.map((type) => (
        <TypeBadge key={type} type={type} />
      ))}
      {severities.map((severity) => (
        <SeverityBadge key={severity} severity={severity} />
      ))}
    </p>
  </Section>
);

export const Notices = () => (
  <Section heading="Notices">
    <div className="grid gap-3">
      {(["plain", "active", "good", "warn", "bad"] as const).map((tone) => (
        <Notice key={tone} tone={tone} heading="What happened">
          <p>Why, who can, and what to do.</p>
        </Notice>
      ))}
      <Disclosure summary="What is rarely needed">
        <p>It opens in place.</p>
      </Disclosure>
    </div>
  </Section>
);

export const Fields = () => (
  <Section heading="Fields">
    <div className="grid gap-4">
      <TextField name="line" label="One line" hint="What belongs here." lines={1} />
      <TextField name="lines" label="Several lines" lines={3} required />
      <TextField
        name="wrong"
        label="A wrong value"
        lines={1}
        defaultValue="n/a"
        error="What is wrong, and how to mend it."
      />
      <SelectField name="choice" label="A choice" choices={choices} emptyLabel="Choose one" />
      <RadioGroup name="radio" label="A few answers" choices={choices} defaultValue="one" required />
      <CheckboxField name="box" label="A statement to confirm" />
    </div>
  </Section>
);

const choices = [
  { value: "one", label: "The first" },
  { value: "other", label: "The second" },
];
