import { keysSetting, sequenceTimeoutMs, shortcutOf } from "@/lib/keys/shortcuts";
import { closestElement } from "./closest-element";

// Keys beside what the pages offer anyway. The dialogs are loaded when the first is opened.

let goPressedAtMs = Number.NEGATIVE_INFINITY;

document.addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, altKey, target, timeStamp } = event;
  if (event.defaultPrevented || event.isComposing || event.repeat || !hasNavigation()) return;
  const shortcut = shortcutOf({
    key,
    isControl: ctrlKey || metaKey,
    isAlt: altKey,
    isTyping: isTyping(target),
    isAfterGo: timeStamp - goPressedAtMs < sequenceTimeoutMs,
    areSingleKeysOn: areSingleKeysOn(),
  });
  goPressedAtMs = shortcut?.kind === "go" ? timeStamp : Number.NEGATIVE_INFINITY;
  if (!shortcut) return;
  event.preventDefault();
  if (shortcut.kind === "page") location.assign(shortcut.path);
  else if (shortcut.kind === "search") focusSearch();
  else if (shortcut.kind !== "go") open(shortcut.kind);
});

document.addEventListener("click", ({ target }) => {
  if (closestElement(target, "[data-keys]")) open("help");
});

const open = (dialog: "palette" | "help"): void =>
  void (dialog === "palette"
    ? import("./palette").then(({ openPalette }) => openPalette())
    : import("./key-help").then(({ openKeyHelp }) => openKeyHelp()));

// Sign-in pages have nowhere to go.
const hasNavigation = () => document.querySelector("header nav") !== null;

const isTyping = (target: EventTarget | null): boolean =>
  closestElement(target, "input, textarea, select, [contenteditable], dialog") !== null;

function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(keysSetting) !== "off";
  } catch {
    return true;
  }
}

/** On a phone the search stands in the menu, which opens with it. */
function focusSearch(): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>("header input[type=search]")];
  const field = fields.find((each) => each.checkVisibility()) ?? fields.at(-1);
  const menu = closestElement<HTMLDetailsElement>(field, "details");
  if (menu) menu.open = true;
  field?.focus();
  field?.select();
}
