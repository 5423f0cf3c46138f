/** A step of a Dockerfile; its words are taken from JSON where they stand in exec form. */
export type DockerStep = {
  readonly word: string;
  readonly text: string;
  readonly flags: Readonly<Record<string, string>>;
};

export type DockerStage = { readonly from: string; readonly name: string; readonly steps: readonly DockerStep[] };

/** The stages of a Dockerfile with their steps, in order; comments and broken lines are gone. */
export function readDockerfile(source: string): DockerStage[] {
  const lines = source
    .replace(/^#.*\n/gm, "")
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const stages: { from: string; name: string; steps: DockerStep[] }[] = [];
  for (const step of lines.map(readStep)) {
    if (step.word === "FROM") {
      const [from = "", as, name = ""] = step.text.split(/\s+/);
      stages.push({ from, name: as?.toUpperCase() === "AS" ? name : "", steps: [] });
    } else stages.at(-1)?.steps.push(step);
  }
  return stages;
}

function readStep(line: string): DockerStep {
  const [, word = "", rest = ""] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
  const [leading = ""] = /^(?:--\S+\s+)*/.exec(rest) ?? [];
  const flags = [...leading.matchAll(/--([\w-]+)(?:=(\S+))?/g)].map(([, name = "", value = ""]) => [name, value]);
  return { word, text: rest.slice(leading.length), flags: Object.fromEntries(flags) };
}

/** The words of a step in exec form, which needs no shell; an error for any other. */
export function execForm(text: string): string[] {
  const words: unknown = JSON.parse(text);
  if (Array.isArray(words) && words.every((word) => typeof word === "string")) return words;
  throw new Error(`${text} is not a list of words.`);
}

/** `NAME=value` pairs of ENV, ARG or LABEL, with or without quotation marks. */
export const pairsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w.]+)=(?:"([^"]*)"|(\S*))/g)].map(([, name = "", quoted, plain = ""]) => [
      name,
      quoted ?? plain,
    ]),
  );
