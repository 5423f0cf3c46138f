/** Pages that two keys lead to: `g`, then the key. Like every shortcut, beside a link or a field that does the same. */
export const goKeys: Readonly<Record<string, string>> = {
  w: "/",
  c: "/changes",
  k: "/calendar",
  i: "/incidents",
  e: "/emergencies",
  q: "/emergencies/last-quarter",
  o: "/on-call",
  f: "/freezes",
  h: "/halts",
  s: "/systems",
  a: "/catalogue",
  p: "/people",
  v: "/accounts",
  d: "/deliveries",
  m: "/imports",
  b: "/webhooks",
  r: "/report",
  t: "/trends",
  l: "/ledger",
  y: "/policy",
  j: "/api-docs",
};

/** How long after `g` its second key counts. */
export const sequenceTimeoutMs = 1500;

/** Where a browser remembers that somebody switched the single keys off (WCAG 2.1.4). */
export const keysSetting = "windlass-single-keys";

/** A key as a shortcut sees it: what was pressed, with which modifiers, and where. */
export type PressedKey = {
  readonly key: string;
  readonly isControl: boolean;
  readonly isAlt: boolean;
  readonly isTyping: boolean;
  /** Whether `g` was pressed just before. */
  readonly isAfterGo: boolean;
  readonly areSingleKeysOn: boolean;
};

type Shortcut =
  | { readonly kind: "palette" | "search" | "help" | "go" }
  | { readonly kind: "page"; readonly path: string };

/** What a pressed key asks for; null while somebody types, and for every other key. */
export function shortcutOf(pressed: PressedKey): Shortcut | null {
  const { key, isControl, isAlt, isTyping, isAfterGo, areSingleKeysOn } = pressed;
  if (isTyping || isAlt) return null;
  if (isControl) return key.toLowerCase() === "k" ? { kind: "palette" } : null;
  if (!areSingleKeysOn) return null;
  const path = Object.hasOwn(goKeys, key) ? goKeys[key] : undefined;
  if (isAfterGo && path) return { kind: "page", path };
  return singleKeys.get(key) ?? null;
}

const singleKeys: ReadonlyMap<string, Shortcut> = new Map([
  ["/", { kind: "search" }],
  ["?", { kind: "help" }],
  ["g", { kind: "go" }],
]);
