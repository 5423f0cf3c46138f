import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, freezeAsSubject } from "@/app/_steps/subject-of";
import { Disclosure } from "@/components/basics/disclosure";
import type { Choice } from "@/components/form/select-field";
import { Facts } from "@/components/record/facts";
import { PlainText } from "@/components/record/plain-text";
import { Remark } from "@/components/record/remark";
import { When } from "@/components/record/when";
import type { FreezeRecord } from "@/db/calendar/read-freezes";
import { type Redaction, redactedBy, redactedText } from "@/lib/changes/redaction";
import { fieldWords } from "@/lib/form/field-words";
import { judge } from "@/lib/rules/judge";
import { stepWords } from "@/lib/rules/words";
import { age, tellPlainly } from "@/lib/time/format";
import { FreezeTimes, Repeats } from "./freeze-times";
import { TouchedChanges } from "./touched-changes";

type Props = {
  freeze: FreezeRecord;
  /** The texts that the reader may redact. */
  texts: readonly Choice[];
  person: Person;
  zone: string;
  now: string;
  kept: Kept | null;
};

export function Freeze({ freeze, texts, person, zone, now, kept }: Props) {
  const { name, covered, repeats, reason, placedBy, placedAt, lifted, left } = freeze;
  const rows = [
    { term: "Covers", answer: covered ?? "All systems" },
    { term: "When", answer: <FreezeTimes freeze={freeze} zone={zone} /> },
    ...(repeats ? [{ term: "Repeats", answer: <Repeats freeze={freeze} rule={repeats} /> }] : []),
    { term: "Why", answer: <Written text={reason} redacted={freeze.redacted} zone={zone} /> },
    { term: "Placed by", answer: <By name={placedBy} at={placedAt} zone={zone} /> },
    ...(lifted
      ? [
          { term: "Lifted by", answer: <By name={lifted.by} at={lifted.at} zone={zone} /> },
          { term: "Why lifted", answer: <Written text={lifted.reason} redacted={lifted.redacted} zone={zone} /> },
        ]
      : []),
    ...(left > 0
      ? [{ term: "Scheduled changes affected", answer: <TouchedChanges changes={freeze.touches} zone={zone} /> }]
      : []),
  ];
  return (
    <article aria-label={name} className="grid gap-2 border-t border-line py-3 print:break-inside-avoid">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="font-medium wrap-anywhere">{name}</h3>
        <Standing freeze={freeze} now={now} />
      </div>
      <Facts rows={rows} />
      {mayLift(freeze, person) ? <Lift freeze={freeze} person={person} kept={kept} /> : null}
      {texts.length > 0 ? <Redact freeze={freeze} person={person} kept={kept} texts={texts} /> : null}
    </article>
  );
}

/** A freeze that is over cannot be lifted. */
export const mayLift = (freeze: FreezeRecord, person: Person): boolean =>
  freeze.left > 0 && judge("lift_freeze", freezeAsSubject(freeze), asJudged(person)).ok;

export const mayRedact = (freeze: FreezeRecord, person: Person): boolean =>
  judge("redact", freezeAsSubject(freeze), asJudged(person)).ok;

function Standing({ freeze: { next }, now }: { freeze: FreezeRecord; now: string }) {
  const [first] = next;
  if (!first) return null;
  const [starts, ends] = first;
  return starts <= now ? (
    <Remark tone="warn" icon="frozen">{`in force for another ${age(now, ends)}`}</Remark>
  ) : (
    <Remark>{`begins in ${age(now, starts)}`}</Remark>
  );
}

const By = ({ name, at, zone }: { name: string; at: string; zone: string }) => (
  <>
    {name}, <When at={at} zone={zone} />
  </>
);

function Written({ text, redacted, zone }: { text: string | null; redacted: Redaction | null; zone: string }) {
  if (text !== null || redacted === null) return <PlainText text={text ?? redactedText} />;
  return (
    <>
      <p className="text-muted">
        {redactedBy(redacted, (at) => tellPlainly(at, zone))} {fieldWords("redact", "reason").label}:
      </p>
      <PlainText text={redacted.why ?? redactedText} />
    </>
  );
}

const Lift = ({ freeze, person, kept }: Pick<Props, "freeze" | "person" | "kept">) => (
  <div className="max-w-md print:hidden">
    <Disclosure summary={`Lift “${freeze.name}”`} open={kept?.step === "lift_freeze" && kept.id === freeze.id}>
      <FormOf
        step="lift_freeze"
        subject="freeze"
        type=""
        id={freeze.id}
        seq={freeze.stepSeq}
        world={worldOf({ person })}
        kept={kept}
        look="danger"
      />
    </Disclosure>
  </div>
);

const Redact = ({ freeze, person, kept, texts }: Pick<Props, "freeze" | "person" | "kept" | "texts">) => (
  <div className="max-w-md print:hidden">
    <Disclosure summary={stepWords.redact.label} open={kept?.step === "redact" && kept.id === freeze.id}>
      <FormOf
        step="redact"
        subject="freeze"
        type=""
        id={freeze.id}
        seq={freeze.stepSeq}
        world={worldOf({ person, texts })}
        kept={kept}
        look="danger"
      />
    </Disclosure>
  </div>
);
