/**
 * Whether a text is for people. `isCertain`: it stands where people read it, so any word counts; elsewhere a single small word,
 * or several that are all classes of the markup, is for a program.
 */
export function isUserFacing(text: string, isCertain: boolean, classes: ReadonlySet<string>): boolean {
  const plain = text.replace(/\{(\w+|…)\}/g, " ").trim();
  if (!/\p{L}{2}/u.test(plain) || isCode(text)) return false;
  const words = text.split(" ");
  if (areClassNames(text.split(/[\s{}|]+/), classes)) return false;
  if (words.length === 1) return isWord(text) && (isCertain || /^\p{Lu}\p{Ll}/u.test(text));
  return (
    isCertain ||
    !(words.every((word) => classes.has(word)) || areIdentifiers(words) || /^\p{Lu}+(, \p{Lu}+)*$/u.test(plain))
  );
}

/** Whether words are classes of the markup, of which at least one is no word of a language. */
const areClassNames = (words: readonly string[], classes: ReadonlySet<string>) =>
  words.every((word) => word === "" || classes.has(word)) && words.some((word) => /[-:[]/.test(word));

const isWord = (text: string) =>
  /^[“(]?[\p{L}\p{N}’{}…–.-]+[”).,:;?!…]*$/u.test(text) &&
  !/\p{Ll}\p{Lu}|_/u.test(text) &&
  !/^[a-z]+(-[a-z]+){2,}$/.test(text);

const isCode = (text: string): boolean => codePatterns.some((code) => code.test(text));

const codePatterns = [
  // SQL
  /^(select|insert into|update \w+ set|delete from|with \w+ as|alter|revoke|set \w+|lock|truncate|order by|coalesce)\b.*([=(;*]|\bfrom\b|\bselect\b|\btable\b)/,
  /^(create (or replace )?(trigger|table|view|function|policy)|utc\(|(drop|grant|sequence|function|view) \{|where \w+\.|isolation level)/,
  / is (not )?null\b| (=|<>) '\{| in \(\{|^\(select|^\(+type =|^'\{|^\(\{…\} or|^to_char|\bor not \{|^repeatable read$|^read only$|^json_/,
  // Headers, media types and the names under which programs connect
  /^(text|application|image)\/[a-z]|^HTTP\/|^attachment; |^Bearer |^windlass [a-z{]|^-\/\/\w/,
  /(?:default|script|style|frame|form|img|font|connect)-src|max-age|no-store|\bno-cache\b|charset=|'self'|SameSite|noreferrer/,
  // Code, JSON, selectors and addresses
  /=>|\);|&&|::|\(\)|^--?[a-z]|^\/\/ |^const \w+ =|":\s*[{[]|\$\d|px\b/,
  /^[#.@]?[a-z-]+(\[[^\]]*\]|:[a-z-]+)+|^\[\w+=|^(https?|mailto|postgres|smtps?|data):\S*$/,
];

/** Names for programs with blanks between: `one_two three`, `a-b c-[d]`, ids and numbers; and lists of small words. */
const areIdentifiers = (words: readonly string[]) =>
  /^[a-z]+(, [a-z]+)+$/.test(words.join(" ")) ||
  (words.every((word) => /^[a-z\d:/[\]_.*%()-]+$/.test(word)) && words.some((word) => /[_[\]%]|\d|-.*-|:/.test(word)));
