/** What the list is ordered by. */
export const sortLabels = { number: "Number", event: "Last event", window: "Window" } as const;

/** From which end the list is read. */
export const orderLabels = { newest: "Newest first", oldest: "Oldest first" } as const;

/** "1 change", "37 changes", "More than 500 changes". */
export function matchCountSentence({ count, more }: { readonly count: number; readonly more: boolean }): string {
  const changes = `${count.toLocaleString("en")} ${count === 1 ? "change" : "changes"}`;
  return more ? `More than ${changes}` : changes;
}
