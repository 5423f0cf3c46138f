/** The record that a page's address names: 1001 for CHG-1001 after `CHG`; null for anything else. */
export function parseRecordNumber(address: string, prefix: "CHG" | "INC"): number | null {
  const digits = new RegExp(`^${prefix}-(\\d{1,15})$`).exec(address)?.[1];
  return digits ? Number(digits) : null;
}
