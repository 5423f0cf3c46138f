const maxLength = 2000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what colours a terminal.
const colours = /\u001b\[[\d;]*m/g;
/** The query of an address, which may hold a token; what a sentence asks is followed by a space or by nothing. */
const query = /(?<=[/\w])\?[\w%.~-]+=[^\s"')]*/g;

/** What a program wrote on its console, as one text of the log: without colours and without the queries of addresses. */
export const consoleText = (text: string): string =>
  text.replaceAll(colours, "").replaceAll(query, "?…").trim().slice(0, maxLength);
