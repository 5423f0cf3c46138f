/** The record that a page's address names: 1001 for CHG-1001 after `CHG`; null for anything else. */
export function recordIn(address: string, letters: "CHG" | "INC"): number | null {
  const digits = new RegExp(`^${letters}-(\\d{1,15})$`).exec(address)?.[1];
  return digits ? Number(digits) : null;
}
