/** "a", "a or b", "a, b or c". */
export const joinList = (items: readonly string[], conjunction: string): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} ${conjunction} ${items.at(-1)}`;
