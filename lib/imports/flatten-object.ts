/** Deeper than exports nest what they say of a field. */
const maxDepth = 4;
/** As many names as a file may have columns, and the longest. */
export const maxColumns = 300;
export const maxColumnLength = 200;

/**
 * The cells of an object by the names of their columns, nested names joined by dots: `fields.status.name`. Of a value that comes with
 * how it is displayed (`display_value`), that; of a list its texts or the names in it, joined by commas.
 */
export function flattenObject(value: object): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  addCells(cells, "", value, 1);
  return cells;
}

function addCells(cells: Map<string, string>, path: string, value: unknown, depth: number): void {
  if (cells.size > maxColumns || path.length > maxColumnLength) return;
  const text = displayText(value);
  if (text !== null) {
    if (path !== "") cells.set(path, text);
    return;
  }
  if (typeof value !== "object" || value === null || depth > maxDepth) return;
  for (const [name, nested] of Object.entries(value))
    addCells(cells, path === "" ? name : `${path}.${name}`, nested, depth + 1);
}

/** What stands for the value as a whole; null for an object that is more than that. */
function displayText(value: unknown): string | null {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.slice(0, 100).map(nameOf).filter(Boolean).join(", ");
  return typeof value === "object" && "display_value" in value ? nameOf(value.display_value) : null;
}

const nameOf = (value: unknown): string => {
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return "";
  const named: Readonly<Record<string, unknown>> = { ...value };
  const found = ["display_value", "displayName", "name", "value"]
    .map((name) => named[name])
    .find((one) => typeof one === "string");
  return typeof found === "string" ? found : "";
};
