import { isInlined, markupText, sentenceOfMarkup, sentenceOfTemplate, wordsOfMarkup } from "./markup-text";
import { allChildren, childNode, childNodes, type Node, stringPart } from "./syntax";
import { isUserFacing } from "./user-facing";

/** Where a text stands: surely before people, or among what may as well be for programs. */
type TextPosition = { readonly certain: boolean };

const anywhere: TextPosition = { certain: false };
const userFacing: TextPosition = { certain: true };

/** The sentences and labels for people that a file holds, each once, in the order of the source; holes as `{name}`. */
export function sentencesIn(tree: Node, classes: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const collect = (text: string, { certain }: TextPosition) => {
    for (const words of wordsOfMarkup(text)) if (isUserFacing(words, certain, classes)) found.push(words);
  };
  visit(tree, anywhere, collect);
  return [...new Set(found)];
}

type Collect = (text: string, position: TextPosition) => void;

function visit(node: Node, position: TextPosition, collect: Collect): void {
  const visitor = visitors[node.type];
  if (visitor) visitor(node, position, collect);
  else if (!node.type.startsWith("TS")) visitChildren(node, collect);
}

const visitChildren = (node: Node, collect: Collect, position = anywhere) => {
  for (const child of allChildren(node)) visit(child, position, collect);
};

const visitParts = (node: Node, parts: readonly string[], position: TextPosition, collect: Collect) => {
  for (const part of parts) {
    const child = childNode(node, part);
    if (child) visit(child, position, collect);
    for (const one of childNodes(node, part)) visit(one, position, collect);
  }
};

const visitors: Readonly<Record<string, (node: Node, position: TextPosition, collect: Collect) => void>> = {
  ImportDeclaration: () => {},
  ExpressionStatement: (node, _, collect) => {
    if (stringPart(node, "directive") === "") visitParts(node, ["expression"], anywhere, collect);
  },
  ExportAllDeclaration: () => {},
  Literal: (node, position, collect) => collect(stringPart(node, "value"), position),
  TemplateLiteral: (node, position, collect) => {
    collect(sentenceOfTemplate(node), position);
    for (const value of childNodes(node, "expressions")) if (!isInlined(value)) visit(value, anywhere, collect);
  },
  // A tag reads its template itself: SQL, mostly.
  TaggedTemplateExpression: (node, _, collect) => {
    const quasi = childNode(node, "quasi");
    if (quasi) visitParts(quasi, ["expressions"], anywhere, collect);
  },
  ConditionalExpression: (node, position, collect) => {
    visitParts(node, ["test"], anywhere, collect);
    visitParts(node, ["consequent", "alternate"], position, collect);
  },
  LogicalExpression: (node, position, collect) => visitParts(node, ["left", "right"], position, collect),
  TSAsExpression: (node, position, collect) => visitParts(node, ["expression"], position, collect),
  TSSatisfiesExpression: (node, position, collect) => visitParts(node, ["expression"], position, collect),
  TSNonNullExpression: (node, position, collect) => visitParts(node, ["expression"], position, collect),
  // What is compared, looked up or matched is a name.
  BinaryExpression: (node, _, collect) => visitOperands(node, ["left", "right"], node.operator === "+", collect),
  SwitchCase: (node, _, collect) => visitParts(node, ["consequent"], anywhere, collect),
  MemberExpression: (node, _, collect) => visitOperands(node, ["object", "property"], false, collect),
  CallExpression: visitCall,
  NewExpression: visitCall,
  VariableDeclarator: (node, _, collect) =>
    visitParts(
      node,
      ["init"],
      textTableName.test(stringPart(childNode(node, "id"), "name")) ? userFacing : anywhere,
      collect,
    ),
  ArrowFunctionExpression: (node, position, collect) => {
    visitParts(node, ["params"], anywhere, collect);
    visitParts(node, ["body"], position, collect);
  },
  ArrayExpression: (node, position, collect) => {
    const [first, second, ...more] = childNodes(node, "elements");
    // A pair of a small word and a text says under which reason, or name, the text is said.
    const isPair = more.length === 0 && /^\p{Ll}/u.test(textOf(first)) && /^[\p{Lu}“{]/u.test(textOf(second));
    if (second && isPair) visit(second, position, collect);
    else visitParts(node, ["elements"], position, collect);
  },
  ObjectExpression: (node, position, collect) => visitParts(node, ["properties"], position, collect),
  Property: (node, position, collect) => {
    const key = nameOf(childNode(node, "key"));
    const value = childNode(node, "value");
    if (value && !(programKeys.has(key) && isText(value)))
      visit(value, userFacingKeys.has(key) ? userFacing : position, collect);
  },
  JSXElement: visitMarkup,
  JSXFragment: visitMarkup,
  JSXExpressionContainer: (node, position, collect) => visitParts(node, ["expression"], position, collect),
  JSXAttribute: (node, _, collect) => {
    const name = stringPart(childNode(node, "name"), "name");
    if (!programKeys.has(name)) visitParts(node, ["value"], userFacingKeys.has(name) ? userFacing : anywhere, collect);
  },
};

/** Lists of words by the names that we give them. */
const textTableName = /(words?|labels?|heads|headings|titles|texts?|hints|messages?|sentences?)$/i;

/** Keys and attributes that hold words for people, be it a single small one. */
const userFacingKeys = new Set(
  "aria-label aria-description alt title placeholder label hint heading lead summary past did you words message sentence definition reason reading".split(
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

function visitCall(node: Node, _: TextPosition, collect: Collect): void {
  const callee = childNode(node, "callee");
  const isForPrograms = programCalls.has(nameOf(callee));
  if (callee) visit(callee, anywhere, collect);
  for (const given of childNodes(node, "arguments"))
    if (!(isForPrograms && isText(given))) visit(given, anywhere, collect);
}

function visitOperands(node: Node, parts: readonly string[], isWord: boolean, collect: Collect): void {
  for (const part of parts) {
    const child = childNode(node, part);
    if (child && (isWord || !isText(child))) visit(child, anywhere, collect);
  }
}

/** Markup with text of its own is one sentence with what stands within it; other markup is looked through. */
function visitMarkup(node: Node, _: TextPosition, collect: Collect): void {
  const opening = childNode(node, "openingElement");
  if (opening) visitParts(opening, ["attributes"], anywhere, collect);
  const children = childNodes(node, "children");
  if (children.some((child) => markupText(child).trim() !== "")) {
    collect(sentenceOfMarkup(children), userFacing);
    for (const child of children) visitSentencePart(child, collect);
  } else visitParts(node, ["children"], userFacing, collect);
}

/** Within a sentence its own words are said already: what is left are attributes, and what its holes hold. */
function visitSentencePart(node: Node, collect: Collect): void {
  if (node.type === "JSXText") return;
  if (node.type === "JSXExpressionContainer") {
    const held = childNode(node, "expression");
    if (held && !isInlined(held)) visit(held, userFacing, collect);
    return;
  }
  const opening = childNode(node, "openingElement");
  if (opening) visitParts(opening, ["attributes"], anywhere, collect);
  for (const child of childNodes(node, "children")) visitSentencePart(child, collect);
}

const textOf = (node: Node | undefined) =>
  node && isText(node) ? sentenceOfMarkup([{ type: "JSXExpressionContainer", expression: node }]) : "";

const isText = (node: Node) =>
  (node.type === "Literal" && typeof node.value === "string") || node.type === "TemplateLiteral";

const nameOf = (node: Node | null): string =>
  stringPart(node, "name") || stringPart(node, "value") || (node ? nameOf(childNode(node, "property")) : "");
