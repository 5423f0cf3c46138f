/** Words in which nobody's e-mail address stands. */
export const withoutEmailAddresses = (text: string): string =>
  text.replace(/<?[^\s<>"'(),;:]+@[^\s<>"'(),;:]+>?/g, "(address)");
