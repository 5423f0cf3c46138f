import { offers, type Person, type Subject, whoMay } from "./judge";
import { onwardSteps } from "./onward";
import { list, whoWords } from "./refusals";
import { type Act, type Need, type Rule, rulesOf, type Step } from "./rules";
import { stepWords } from "./words";

/** What a step makes of its person, as far as later steps care. */
const makes: Partial<Record<Step, readonly Act[]>> = {
  draft: ["author"],
  edit: ["author"],
  take_over: ["author", "latest_author"],
  review: ["reviewer"],
  start: ["executor", "starter"],
  finish: ["executor"],
  log: ["executor"],
  stand_down: ["executor"],
  roll_back: ["rollback"],
  document: ["documenter"],
  investigate: ["investigator"],
};

/**
 * What to say before `actor` takes `step` when nobody of `people` could then bring the record to its end, because
 * everybody eligible wrote it, reviewed it or took part; null when somebody could.
 */
export function stranded(step: Step, subject: Subject, actor: Person, people: readonly Person[]): string | null {
  const rule = offers(subject, actor).find((offer) => offer.step === step)?.rule;
  if (!rule) return null;
  const stuck = firstStuck(after(rule, subject, actor), people);
  if (!stuck) return null;
  return `${stepWords[stuck.step].label} then takes ${whoWords(stuck)}, and nobody is left who could: ${list(
    people
      .filter((person) => person.roles.length > 0)
      .slice(0, 3)
      .map((person) => person.name),
    "and",
  )} already took part or do not hold the role. Let somebody else take this step.`;
}

/** The first step on the way on that nobody could take, whoever takes those before it; null when there is a way. */
function firstStuck(subject: Subject, people: readonly Person[]): Rule | null {
  const ways = onwardFrom(subject);
  if (ways.length === 0) return null;
  const tries = ways.flatMap((rule) => oneOfEachKind(rule, subject, people).map((person) => ({ rule, person })));
  let stuck: Rule | null = ways[0] ?? null;
  for (const { rule, person } of tries) {
    stuck = firstStuck(after(rule, subject, person), people);
    if (!stuck) return null;
  }
  return stuck;
}

const onwardFrom = (subject: Subject): readonly Rule[] =>
  rulesOf(subject.kind).filter(
    (rule) =>
      onwardSteps.has(rule.step) &&
      (rule.types ?? [subject.type]).some((type) => type === subject.type) &&
      Array.isArray(rule.from) &&
      rule.from.includes(subject.status) &&
      !rule.needs?.some((need) => lasting.has(need) && subject.facts[need] !== true),
  );

/** Needs that neither time nor another step brings about. */
const lasting: ReadonlySet<Need> = new Set<Need>(["entry_routine", "reversible"]);

/** People of the same roles who did the same are alike here: one of them stands for all, so a large team costs no more. */
const oneOfEachKind = (rule: Rule, subject: Subject, people: readonly Person[]): readonly Person[] => [
  ...new Map(whoMay(rule, subject, people).map((person) => [kindOf(person, subject), person])).values(),
];

// Asked some thousand times a page.
function kindOf({ id, roles }: Person, { acts }: Subject): string {
  let kind = rolesKey(roles);
  for (const act in acts) if (hasOwn(acts, act) && acts[act]?.includes(id)) kind += ` ${act}`;
  return kind;
}

const hasOwn = (acts: Subject["acts"], act: string): act is Act => Object.hasOwn(acts, act);

const keys = new WeakMap<Person["roles"], string>();

function rolesKey(roles: Person["roles"]): string {
  const key = keys.get(roles) ?? [...roles].sort().join("+");
  keys.set(roles, key);
  return key;
}

const after = (rule: Rule, subject: Subject, person: Person): Subject => {
  const acts = { ...subject.acts };
  for (const act of makes[rule.step] ?? []) acts[act] = [...(acts[act] ?? []), person.id];
  return { ...subject, status: rule.to === "same" ? subject.status : rule.to, acts };
};
