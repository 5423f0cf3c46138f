/** Scripts with letters that look like those of another one of them. */
const scripts: Readonly<Record<string, RegExp>> = {
  Latin: /\p{Script=Latin}/u,
  Greek: /\p{Script=Greek}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Armenian: /\p{Script=Armenian}/u,
  Cherokee: /\p{Script=Cherokee}/u,
  Coptic: /\p{Script=Coptic}/u,
  Lisu: /\p{Script=Lisu}/u,
};

/** What to warn of in a name whose letters come from several scripts, so that it may look like another name; null for any other. */
export function mixedScriptWarning(name: string): string | null {
  const found = Object.keys(scripts).filter((script) => scripts[script]?.test(name));
  return found.length > 1
    ? `“${name}” mixes ${found.join(" and ")} letters, which can look alike. Check the spelling.`
    : null;
}
