/** The colour tokens of `app/_browser/windlass.css`, by what they are for. Each has a value for light and one for dark. */
export const colourGroups = [
  { name: "Grounds", tokens: ["paper", "raised", "sunken"] },
  { name: "Lines", tokens: ["line", "line-strong"] },
  { name: "Ink", tokens: ["ink", "muted", "accent-ink", "good-ink", "warn-ink", "bad-ink"] },
  { name: "Tints", tokens: ["accent-tint", "good-tint", "warn-tint", "bad-tint"] },
  { name: "Solid", tokens: ["accent", "accent-strong", "bad-solid", "bad-strong"] },
] as const;

export const textSizes = [
  { name: "2xl", use: "The title of a page", className: "text-2xl font-semibold tracking-tight" },
  { name: "xl", use: "A deadline", className: "text-xl font-semibold" },
  { name: "lg", use: "The heading of a section", className: "text-lg font-semibold" },
  { name: "base", use: "Text, and what people write", className: "text-base" },
  { name: "sm", use: "Hints, badges and tables", className: "text-sm" },
] as const;
