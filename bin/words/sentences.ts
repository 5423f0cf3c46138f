import { isForPeople } from "./for-people";
import { isSaid, markupText, textOfRun, textOfTemplate, wordsOfMarkup } from "./run";
import { childrenOf, type Node, nodeAt, nodesAt, textAt } from "./syntax";

/** Where a text stands: surely before people, or among what may as well be for programs. */
type Place = { readonly certain: boolean };

const unsure: Place = { certain: false };
const before: Place = { certain: true };

/** The sentences and labels for people that a file holds, each once, in the order of the source; holes as `{name}`. */
export function sentencesIn(tree: Node, classes: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const offer = (text: string, { certain }: Place) => {
    for (const words of wordsOfMarkup(text)) if (isForPeople(words, certain, classes)) found.push(words);
  };
  look(tree, unsure, offer);
  return [...new Set(found)];
}

type Offer = (text: string, place: Place) => void;

function look(node: Node, place: Place, offer: Offer): void {
  const looked = looks[node.type];
  if (looked) looked(node, place, offer);
  else if (!node.type.startsWith("TS")) lookBelow(node, offer);
}

const lookBelow = (node: Node, offer: Offer, place = unsure) => {
  for (const child of childrenOf(node)) look(child, place, offer);
};

const lookAt = (node: Node, parts: readonly string[], place: Place, offer: Offer) => {
  for (const part of parts) {
    const child = nodeAt(node, part);
    if (child) look(child, place, offer);
    for (const one of nodesAt(node, part)) look(one, place, offer);
  }
};

const looks: Readonly<Record<string, (node: Node, place: Place, offer: Offer) => void>> = {
  ImportDeclaration: () => {},
  ExpressionStatement: (node, _, offer) => {
    if (textAt(node, "directive") === "") lookAt(node, ["expression"], unsure, offer);
  },
  ExportAllDeclaration: () => {},
  Literal: (node, place, offer) => offer(textAt(node, "value"), place),
  TemplateLiteral: (node, place, offer) => {
    offer(textOfTemplate(node), place);
    for (const value of nodesAt(node, "expressions")) if (!isSaid(value)) look(value, unsure, offer);
  },
  // A tag reads its template itself: SQL, mostly.
  TaggedTemplateExpression: (node, _, offer) => {
    const quasi = nodeAt(node, "quasi");
    if (quasi) lookAt(quasi, ["expressions"], unsure, offer);
  },
  ConditionalExpression: (node, place, offer) => {
    lookAt(node, ["test"], unsure, offer);
    lookAt(node, ["consequent", "alternate"], place, offer);
  },
  LogicalExpression: (node, place, offer) => lookAt(node, ["left", "right"], place, offer),
  TSAsExpression: (node, place, offer) => lookAt(node, ["expression"], place, offer),
  TSSatisfiesExpression: (node, place, offer) => lookAt(node, ["expression"], place, offer),
  TSNonNullExpression: (node, place, offer) => lookAt(node, ["expression"], place, offer),
  // What is compared, looked up or matched is a name.
  BinaryExpression: (node, _, offer) => lookBeside(node, ["left", "right"], node.operator === "+", offer),
  SwitchCase: (node, _, offer) => lookAt(node, ["consequent"], unsure, offer),
  MemberExpression: (node, _, offer) => lookBeside(node, ["object", "property"], false, offer),
  CallExpression: lookAtCall,
  NewExpression: lookAtCall,
  VariableDeclarator: (node, _, offer) =>
    lookAt(node, ["init"], wordTable.test(textAt(nodeAt(node, "id"), "name")) ? before : unsure, offer),
  ArrowFunctionExpression: (node, place, offer) => {
    lookAt(node, ["params"], unsure, offer);
    lookAt(node, ["body"], place, offer);
  },
  ArrayExpression: (node, place, offer) => {
    const [first, second, ...more] = nodesAt(node, "elements");
    // A pair of a small word and a text says under which reason, or name, the text is said.
    const isPair = more.length === 0 && /^\p{Ll}/u.test(shown(first)) && /^[\p{Lu}“{]/u.test(shown(second));
    if (second && isPair) look(second, place, offer);
    else lookAt(node, ["elements"], place, offer);
  },
  ObjectExpression: (node, place, offer) => lookAt(node, ["properties"], place, offer),
  Property: (node, place, offer) => {
    const key = nameOf(nodeAt(node, "key"));
    const value = nodeAt(node, "value");
    if (value && !(programKeys.has(key) && isText(value))) look(value, peopleKeys.has(key) ? before : place, offer);
  },
  JSXElement: lookAtMarkup,
  JSXFragment: lookAtMarkup,
  JSXExpressionContainer: (node, place, offer) => lookAt(node, ["expression"], place, offer),
  JSXAttribute: (node, _, offer) => {
    const name = textAt(nodeAt(node, "name"), "name");
    if (!programKeys.has(name)) lookAt(node, ["value"], peopleKeys.has(name) ? before : unsure, offer);
  },
};

/** Lists of words by the names that we give them. */
const wordTable = /(words?|labels?|heads|headings|titles|texts|hints|sentences?)$/i;

/** Keys and attributes that hold words for people, be it a single small one. */
const peopleKeys = new Set(
  "aria-label aria-description alt title placeholder label hint heading lead summary past did you words sentence definition reason reading".split(
    " ",
  ),
);

/** Keys and attributes of which none does. */
const programKeys = new Set(
  "className id htmlFor href src key name type role rel method action accept autoComplete inputMode pattern target property path slot class style viewBox d headers because clause field kind step tone look from by colorScheme application_name value".split(
    " ",
  ),
);

/** Methods and functions whose texts are names, patterns and addresses. */
const programCalls = new Set(
  "setHeader writeHead appendHeader header default consume includes startsWith endsWith split join indexOf get set has append delete test match matchAll exec addEventListener removeEventListener querySelector querySelectorAll closest hasOwn createHash update digest import require env createElement setAttribute getAttribute toggleAttribute localeCompare DateTimeFormat NumberFormat PluralRules enum literal unsafe on once index foreignKey primaryKey unique check text pgTable".split(
    " ",
  ),
);

function lookAtCall(node: Node, _: Place, offer: Offer): void {
  const callee = nodeAt(node, "callee");
  const isForPrograms = programCalls.has(nameOf(callee));
  if (callee) look(callee, unsure, offer);
  for (const given of nodesAt(node, "arguments")) if (!(isForPrograms && isText(given))) look(given, unsure, offer);
}

function lookBeside(node: Node, parts: readonly string[], isWord: boolean, offer: Offer): void {
  for (const part of parts) {
    const child = nodeAt(node, part);
    if (child && (isWord || !isText(child))) look(child, unsure, offer);
  }
}

/** Markup with text of its own is one sentence with what stands within it; other markup is looked through. */
function lookAtMarkup(node: Node, _: Place, offer: Offer): void {
  const opening = nodeAt(node, "openingElement");
  if (opening) lookAt(opening, ["attributes"], unsure, offer);
  const children = nodesAt(node, "children");
  if (children.some((child) => markupText(child).trim() !== "")) {
    offer(textOfRun(children), before);
    for (const child of children) lookIntoRun(child, offer);
  } else lookAt(node, ["children"], before, offer);
}

/** Within a sentence its own words are said already: what is left are attributes, and what its holes hold. */
function lookIntoRun(node: Node, offer: Offer): void {
  if (node.type === "JSXText") return;
  if (node.type === "JSXExpressionContainer") {
    const held = nodeAt(node, "expression");
    if (held && !isSaid(held)) look(held, before, offer);
    return;
  }
  const opening = nodeAt(node, "openingElement");
  if (opening) lookAt(opening, ["attributes"], unsure, offer);
  for (const child of nodesAt(node, "children")) lookIntoRun(child, offer);
}

const shown = (node: Node | undefined) =>
  node && isText(node) ? textOfRun([{ type: "JSXExpressionContainer", expression: node }]) : "";

const isText = (node: Node) =>
  (node.type === "Literal" && typeof node.value === "string") || node.type === "TemplateLiteral";

const nameOf = (node: Node | null): string =>
  textAt(node, "name") || textAt(node, "value") || (node ? nameOf(nodeAt(node, "property")) : "");
