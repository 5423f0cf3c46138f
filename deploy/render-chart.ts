import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, parseAllDocuments, stringify } from "yaml";

// Helm is not to be had from npm. These are the parts of its templates that this chart keeps to; any other word is an error.

const chart = fileURLToPath(new URL("helm/windlass", import.meta.url));
const readChart = (file: string): string => readFileSync(join(chart, file), "utf8");

type Node = { readonly text: string } | Block | { readonly output: readonly string[] };
type Block = {
  readonly word: string;
  readonly of: readonly string[];
  readonly body: Node[];
  readonly otherwise: Node[];
};
type Scope = { readonly dot: unknown; readonly variables: Readonly<Record<string, unknown>> };

/** The chart's own values, as a chart is rendered with. */
export const chartValues = (): Record<string, unknown> => parse(readChart("values.yaml"));

/** Every object of the chart, as `helm template windlass` gives them with these values. */
export function renderChart(values: unknown): unknown[] {
  const { version, appVersion } = parse(readChart("Chart.yaml"));
  const data = {
    Values: values,
    Chart: { Version: version, AppVersion: appVersion },
    Release: { Name: "windlass", Namespace: "changes" },
  };
  const defined = new Map<string, Node[]>();
  const files = readdirSync(join(chart, "templates")).sort();
  const bodies = files.map((file) => ({ file, nodes: parseTemplate(readChart(`templates/${file}`)) }));
  for (const { nodes } of bodies)
    for (const node of nodes) if ("word" in node && node.word === "define") defined.set(textOf(node.of[0]), node.body);
  const scope = { dot: data, variables: {} };
  return bodies
    .map(({ file, nodes }) => ({ file, text: print(nodes, scope, defined) }))
    .filter(({ file }) => file.endsWith(".yaml"))
    .flatMap(({ file, text }) => parseAllDocuments(text).map((document) => plainObject(file, document)))
    .filter((object) => object !== null);
}

type Document = ReturnType<typeof parseAllDocuments>[number];

function plainObject(file: string, document: Document): unknown {
  if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0]?.message}`);
  return document.toJS();
}

function parseTemplate(source: string): Node[] {
  const root: Node[] = [];
  const open: { block: Block; into: Node[] }[] = [];
  let into = root;
  const trimmed = source.replace(/\s*\{\{- /g, "{{ ").replace(/ -\}\}\s*/g, " }}");
  for (const [, text = "", action] of trimmed.matchAll(/([\s\S]*?)(?:\{\{ ?([\s\S]*?) ?\}\}|$)/g)) {
    if (text !== "") into.push({ text });
    if (action === undefined) continue;
    const words = action.match(/"[^"]*"|:=|\||,|[^\s|,]+/g) ?? [];
    const [word = ""] = words;
    if (["if", "range", "with", "define"].includes(word)) {
      const block: Block = { word, of: words.slice(1), body: [], otherwise: [] };
      into.push(block);
      open.push({ block, into });
      into = block.body;
    } else if (word === "else" && words.length === 1) into = open.at(-1)?.block.otherwise ?? [];
    else if (word === "end") into = open.pop()?.into ?? root;
    else into.push({ output: words });
  }
  if (open.length > 0) throw new Error(`“${open[0]?.block.word}” has no end.`);
  return root;
}

type Defined = ReadonlyMap<string, Node[]>;

const print = (nodes: readonly Node[], scope: Scope, defined: Defined): string =>
  nodes.map((node) => printNode(node, scope, defined)).join("");

function printNode(node: Node, scope: Scope, defined: Defined): string {
  if ("text" in node) return node.text;
  if ("output" in node) return String(evaluate(node.output, scope, defined) ?? "");
  const { word, of, body, otherwise } = node;
  if (word === "define") return "";
  if (word === "range") return printEach(node, scope, defined);
  const value = evaluate(of, scope, defined);
  if (isEmpty(value)) return print(otherwise, scope, defined);
  return print(body, word === "with" ? { ...scope, dot: value } : scope, defined);
}

function printEach({ of, body }: Block, scope: Scope, defined: Defined): string {
  const at = of.indexOf(":=");
  const [name = "", value = ""] = of.slice(0, Math.max(at, 0)).filter((word) => word !== ",");
  const items = evaluate(of.slice(at + 1), scope, defined);
  // A map is gone through by its sorted keys, as in Go.
  const entries = Object.entries(Object(items)).sort(([a], [b]) =>
    Array.isArray(items) || a === b ? 0 : a < b ? -1 : 1,
  );
  return entries
    .map(([key, each]) =>
      print(body, { dot: each, variables: { ...scope.variables, [name]: key, [value]: each } }, defined),
    )
    .join("");
}

/** A pipeline: each part gets the value of the part before it as its last argument. */
function evaluate(words: readonly string[], scope: Scope, defined: Defined): unknown {
  const parts = words
    .join("\u0000")
    .split("\u0000|\u0000")
    .map((part) => part.split("\u0000"));
  return parts.reduce<{ value: unknown }[]>((before, [word = "", ...more]) => {
    const given = [...more.map((each) => termOf(each, scope)), ...before.map(({ value }) => value)];
    const run = Object.hasOwn(functions, word) ? functions[word] : undefined;
    if (word === "include")
      return [
        { value: print(defined.get(String(given[0])) ?? missing(more[0]), { dot: given[1], variables: {} }, defined) },
      ];
    if (!run && given.length > 0) throw new Error(`The function ${word} is not known here.`);
    return [{ value: run ? run(...given) : termOf(word, scope) }];
  }, [])[0]?.value;
}

function termOf(word: string, { dot, variables }: Scope): unknown {
  if (word.startsWith('"')) return textOf(word);
  if (/^\d+$/.test(word)) return Number(word);
  if (Object.hasOwn(variables, word)) return variables[word];
  if (word === ".") return dot;
  if (!/^(\.\w+)+$/.test(word)) throw new Error(`“${word}” is not understood here.`);
  return word
    .slice(1)
    .split(".")
    .reduce<unknown>((value, name) => Object(value)[name], dot);
}

const functions: Readonly<Record<string, (...given: unknown[]) => unknown>> = {
  quote: (value) => JSON.stringify(String(value ?? "")),
  default: (other, value) => (isEmpty(value) ? other : value),
  toYaml: (value) => stringify(value).trimEnd(),
  nindent: (width, text) => `\n${String(text).replace(/^/gm, " ".repeat(Number(width)))}`,
  list: (...items) => items,
  required: (sentence, value) => {
    if (isEmpty(value)) throw new Error(String(sentence));
    return value;
  },
};

const isEmpty = (value: unknown): boolean => !value || (typeof value === "object" && Object.keys(value).length === 0);

const textOf = (word = ""): string => word.slice(1, -1);

function missing(name = ""): never {
  throw new Error(`No template is called ${name}.`);
}
