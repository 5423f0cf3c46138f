/** Words in which nobody's e-mail address stands. */
export const withoutAddresses = (words: string): string =>
  words.replace(/<?[^\s<>"'(),;:]+@[^\s<>"'(),;:]+>?/g, "(address)");
