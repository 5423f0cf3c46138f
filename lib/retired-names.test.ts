import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { allChildren, childNode, childNodes, type Node, parseSource, stringPart } from "@/bin/words/syntax";

const root = fileURLToPath(new URL("..", import.meta.url));
const rooms = ["app", "components", "db", "lib", "bin", "bench", "e2e", "testing", "docs"];

type Retired = readonly (readonly [names: string, writeInstead: string])[];

/** Names that were given up, and what to write instead. `docs/glossary.md` has the word for each idea. */
const retired: Retired = [
  ["Told Tale", "what it is: EventView, NoticeContent, StoryStep"],
  [
    "told toldOf toldIn toldAt toldBy asTold isTold toldEvent ToldEvent ToldChange",
    "what it is: events, notices, sentence",
  ],
  ["Said Sayings Says saidOf sayWhy sayMissing saidBy SaidRow", "Comment, Message, or what it is"],
  ["Asked Asks askedOf askOf asking askedBy Wanted wantedWords", "…Options, …Query, …Request"],
  ["Posted postedOf readPosted posted", "ParsedForm, parse…Form"],
  ["Typed typedIn typedOf", "FormValues, rawInput"],
  ["Kept keptFor keptForms keepOnce keptMs KeptNotice keptOf", "formDraft, FormDraft"],
  ["keptSecret mostKept keepFile keptRoster", "oneTimeSecret, upload"],
  ["asJudged Judged judgedBy", "Actor, toActor"],
  [
    "changeAsSubject entryAsSubject haltAsSubject freezeAsSubject rosterAsSubject systemAsSubject",
    "toChangeState, to…State",
  ],
  ["incidentAsSubject deliveryAsSubject delegationAsSubject installationAsSubject personAsSubject", "to…State"],
  ["Subject SubjectType subjectOf subjectTypes subjectWords", "RecordState, RecordType, recordLabels"],
  ["bookOf book books", "recordType"],
  ["World world worldOf makeWorld seedWorld PreparedWorld preparedWorld newWorld", "formOptions, fixture, seed"],
  ["Deed deed deedOf Act Acted acted doerOf didAct actsOfRecord", "Action, PastAction, pastActions"],
  ["Fact Facts factOf needWords needName needSentence Need lacked", "CheckResult, checks, precondition"],
  [
    "Lent Lender lend lenderOf lentBy lentSteps lendTo mayLend LendRole lending borrower",
    "Delegation, delegator, delegate",
  ],
  ["delegable_actors ways_of wayOf wayWords wayHolds wayIsOpen DesignWay", "AllowedActor, allowedActors"],
  ["asideSteps inAsideOrder amends amending", "annotation, isEdit"],
  ["Stuck StuckNotice stuck stuckNow stuckAfter firstStuck isStuck", "DeadEnd, findDeadEnd"],
  ["Because", "code of a refusal, reason of a person"],
  [
    "Tell Teller tell tellIn tellDate tellDay tellPlainly tellExactly tellRuns tellerIn tells telling teller",
    "format…",
  ],
  ["Trace trace traces traceOf traceGrid traceLines readTracesOf", "ChangeAudit, controlChecklist, timeline"],
  ["Place Places placeIn managedPlaces otherPlaces logPlace", "logIndex, index, filterOptions"],
  ["dayLong oneDayMs", "secondsPerDay, msPerDay, longestDayMs"],
  ["envelopeOf Envelope", "FormMetadata"],
  ["postKey post_key store_response", "idempotencyKey"],
  ["Standing standingOf standingHalt StandingHalts standing", "active, current state"],
  ["noPlans isNoPlan wordsOfNoPlan", "placeholderPlans, isPlaceholderPlan"],
  ["saysSomething saysNothing", "hasVisibleText"],
  [
    "onward onwardSteps nearSteps graveSteps quietSteps near rare grave",
    "primary, urgent, destructive, hidden, secondary",
  ],
  ["Remark Remarked remark remarks remarksOn pressing isPressing", "Deadline, deadlinesOf, overdue"],
  ["Mark StatusMark TypeMark SeverityMark inks Look", "Badge, tone, ButtonVariant"],
  ["besidesOf untoldPath untoldLine", "relatedEvents, undeliveredAlerts"],
  ["handOut HandedOut handedOut Drawn DrawnSample", "exportEvidence, ExportResult, ExportScope"],
  ["unmade fresh leavesHere", "newRecord, appliesTo"],
  ["mayMake whoMakes mayEver whoTakes", "canCreate, whoCanCreate"],
  ["sinceYouRead changedOnly", "staleForm, changedFields"],
  ["ForTheLead LeadLine leadLines", "LeadAlerts, leadAlerts"],
  ["unheardOf givenUpLine", "noHeartbeat"],
  ["Runs Visit Anchor LogKeeper LogWorker", "ranges, request context, SectionId, LedgerWorker"],
  ["neighbourWords Neighbour neighbour", "ConcurrentChange"],
  ["fieldWords typeWords statusWords stepWords roleWords clauseWords kindWords", "…Labels"],
  ["formOf historyOf ofClients FormOf HistoryOf OfClients", "what the part is: StepForm, History, ClientPicker"],
  ["Drawing newDrawing Piecewise drawRow", "RenderContext, renderWithContext, DeferredRows"],
  ["refusedResponse ChangeWording readChangeWording", "refusalResponse, ChangeTexts, readChangeTexts"],
  ["anew retry_at system_actor", "unprepared, retry_at, system actor"],
];

/** Keys that SQL, exported files, addresses and form fields keep; what holds their value has another name. */
const retiredAsVariables: Retired = [
  ["said", "comment, message, sentence, written"],
  ["asked asks wanted", "inputs, query, options"],
  ["kept keep", "formDraft, draftId, stored"],
  ["readAt", "expectedVersion"],
  ["aside caused", "annotation, derived"],
  ["ways", "allowedActors"],
  ["lender lent", "delegator, delegable, delegation"],
  ["besides untold", "relatedEvents, undelivered"],
  ["neighbours envelope", "concurrentChanges, formMetadata"],
];

/** Names of functions and columns that are in no file of `db/sql` any more. */
const retiredInSql: Retired = [
  ["need_sentence refuse_need reason_holds", "a check and its refusal code"],
  ["text_now spelled", "the texts of db/sql/steps/texts.sql"],
  ["constraint_as_function queue_delivery", "the guards and notices as they are named there"],
  ["title_text", "title_text_id"],
  ["is_blank", "is_template_field"],
  ["is_no_plan", "is_placeholder_plan"],
  ["says_something", "has_visible_text"],
  ["look_again", "recheck_conflicts"],
  ["move_on", "advance_status"],
  ["move_change", "apply_revision"],
  ["stored_form", "normalize_input"],
  ["take_input", "parse_inputs"],
  ["take_step", "perform_step"],
  ["take_post", "claim_idempotency_key"],
  ["put_text", "store_text"],
  ["text_or", "text_body_or"],
  ["texts_written", "event_text_ids"],
  ["cause_of", "notice_trigger_step"],
  ["record_of", "notice_record_type"],
  ["why_drop", "obsolete_reason"],
  ["to_whom", "delivery_key_suffix"],
  ["leads_but", "other_leads"],
  ["tell_people", "queue_step_notices"],
  ["tell_refusal", "record_refusal_event"],
  ["tell_sign_out", "record_sign_out"],
  ["call_the_log", "notify_ledger_worker"],
  ["wake_deliveries", "wake_senders"],
  ["say_channel", "report_channel_health"],
  ["uses_by_day", "step_usage_daily"],
  ["tally_uses", "count_step_usage"],
  ["first_answer", "replayed_response"],
  ["answer_post", "store_response"],
  ["hold_systems", "reserve_systems"],
  ["is_held", "is_reserved"],
  ["kept_forms", "form_drafts"],
  ["keep_form", "store_form_draft"],
  ["kept_form", "read_form_draft"],
  ["log_entries", "ledger_entries"],
  ["log_queue", "ledger_queue"],
  ["log_nodes", "ledger_nodes"],
  ["log_state", "ledger_worker_status"],
  ["refusal_words", "refusal_messages"],
  ["unwanted_emails", "email_opt_outs"],
  ["rostered_at", "declared_rosters"],
  ["worker_person", "system_actor"],
  ["from_entry", "inputs_from_template"],
  ["given_rulebook", "submitted_rulebook"],
  ["change_facts", "check_preconditions"],
  ["lent_ways", "delegable_actors"],
];

const retiredFiles =
  /^(told|world|kept-\w+|keep-\w+|hand-out|since-you-read|changed-only|stranded|envelope|posted|may-make|trace(-\w+)?|remarks|marks|runs|form-of|history-of|of-clients|subject-of|visit|repeat)\.tsx?$/;

const filesIn = (folder: string, kind: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && kind.test(entry.name) && !entry.parentPath.includes("node_modules"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
const read = (file: string) => readFileSync(join(root, file), "utf8");

const byName = (list: Retired): ReadonlyMap<string, string> =>
  new Map(list.flatMap(([names, writeInstead]) => names.split(" ").map((name) => [name, writeInstead] as const)));
const [everywhere, asVariables, inSql] = [byName(retired), byName(retiredAsVariables), byName(retiredInSql)];

// Most files have none where a name is declared, imported or a key, and need not be parsed. Prose has one after a space.
const anyName = new RegExp(
  `(?:^\\s*|[(\\[{,.#:<]\\s*|\\b(?:const|let|function|type|class|as|import|new)\\s+)` +
    `(?:${[...everywhere.keys(), ...asVariables.keys()].join("|")})(?=\\s*[,)\\]}:=(;.?<>|&\\[]|\\s+(?:as|of|in|from)\\b)`,
  "m",
);

/** "file: name → what to write", for each retired name that the code uses as one. */
function retiredIn(file: string, code: string): readonly string[] {
  if (!anyName.test(code)) return [];
  const found = new Map<string, string>();
  const add = (name: string, list: ReadonlyMap<string, string>) => {
    const writeInstead = list.get(name);
    if (writeInstead) found.set(name, writeInstead);
  };
  const visit = (node: Node) => {
    if (/^(JSX|Private)?Identifier$/.test(node.type)) add(stringPart(node, "name"), everywhere);
    for (const name of variablesOf(node)) add(name, asVariables);
    for (const child of allChildren(node)) visit(child);
  };
  visit(parseSource(code, file));
  return [...found].map(([name, writeInstead]) => `${file}: ${name} → ${writeInstead}`);
}

/** The variables that a node declares, those of its patterns too. */
function variablesOf(node: Node): readonly string[] {
  const declared = node.type === "VariableDeclarator" || /^Function/.test(node.type) ? childNode(node, "id") : null;
  return [...(declared ? [declared] : []), ...childNodes(node, "params")].flatMap(namesOf);
}

function namesOf(pattern: Node): readonly string[] {
  if (pattern.type === "Identifier") return [stringPart(pattern, "name")];
  const inside = ["left", "argument", "value"].flatMap((part) => childNode(pattern, part) ?? []);
  return [...inside.slice(0, 1), ...childNodes(pattern, "properties"), ...childNodes(pattern, "elements")].flatMap(
    namesOf,
  );
}

it("finds a retired name where it is one, and says what to write", () => {
  const code = `import { asJudged as judge } from "./x"; const { said, place: { kept = 1 } } = row; // told
    const of = ({ lender }: { lender: string; told: 1 }) => ({ asked: lender, text: "world" });`;
  expect(retiredIn("x.ts", code).map((line) => line.split(" → ")[0])).toEqual(
    ["asJudged", "said", "kept", "lender", "told"].map((name) => `x.ts: ${name}`),
  );
  expect(retiredIn("x.tsx", "const x = <Told>{value.said}</Told>;")).toEqual([
    "x.tsx: Told → what it is: EventView, NoticeContent, StoryStep",
  ]);
});

it("no retired name is left in the code", () => {
  const files = rooms
    .flatMap((room) => filesIn(room, /\.(tsx?|mjs)$/))
    .filter((file) => file !== relative(root, __filename));
  expect(files.length).toBeGreaterThan(1000);
  expect(files.flatMap((file) => retiredIn(file, read(file)))).toEqual([]);
  expect(files.filter((file) => retiredFiles.test(basename(file)))).toEqual([]);
});

it("no retired name is left in the SQL of functions", () => {
  const files = filesIn("db/sql", /\.sql$/);
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((file) => {
    const words = new Set(read(file).match(/\w+/g));
    return [...inSql].filter(([name]) => words.has(name)).map(([name, instead]) => `${file}: ${name} → ${instead}`);
  });
  expect(found).toEqual([]);
});
