import { findParams, foundRecordPath } from "@/lib/changes/finding/find-change";
import { element, type NavigationLink, navigationLinks, showDialog } from "./dialogs";
import { openKeyHelp } from "./key-help";

type Command = { readonly label: string; readonly run: () => void };

const maxShown = 12;
const typingPauseMs = 120;

/** One field that finds numbers, systems, pages and new changes. Arrow keys choose, Enter opens. */
export function openPalette(): void {
  const list = element("ul", "grid max-h-80 overflow-y-auto", []);
  list.id = "palette-list";
  list.role = "listbox";
  list.ariaLabel = "Results";
  const field = element("input", "control", []);
  Object.assign(field, { type: "text", autocomplete: "off", maxLength: 200, role: "combobox" });
  field.setAttribute("aria-label", "Number, system or page");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "true");
  field.setAttribute("aria-autocomplete", "list");
  field.placeholder = "CHG-1234, a system, a page";
  const results = new Results(field, list);
  const dialog = showDialog("Go to", [field, list]);
  dialog.addEventListener("close", () => results.stop());
  field.focus();
  results.show("");
}

class Results {
  #commands: readonly Command[] = [];
  #chosen = 0;
  #pending: AbortController | undefined;
  readonly #field: HTMLInputElement;
  readonly #list: HTMLElement;

  constructor(field: HTMLInputElement, list: HTMLElement) {
    this.#field = field;
    this.#list = list;
    field.addEventListener("input", () => this.show(field.value));
    field.addEventListener("keydown", (event) => this.#press(event));
  }

  stop(): void {
    this.#pending?.abort();
  }

  /** Shows what needs no server at once, and systems as soon as they are there. */
  show(text: string): void {
    this.#pending?.abort();
    this.#render(commandsFor(text, []));
    if (text.trim() === "") return;
    const pending = new AbortController();
    this.#pending = pending;
    setTimeout(async () => {
      if (pending.signal.aborted) return;
      const systems = await findSystems(text, pending.signal);
      if (!pending.signal.aborted && systems.length > 0) this.#render(commandsFor(text, systems));
    }, typingPauseMs);
  }

  #render(commands: readonly Command[]): void {
    this.#commands = commands.slice(0, maxShown);
    this.#chosen = 0;
    this.#list.replaceChildren(
      ...this.#commands.map(({ label, run }, index) => {
        const option = element(
          "li",
          "cursor-pointer rounded-sm px-2 py-1.5 break-words aria-selected:bg-accent-tint -outline-offset-1 aria-selected:outline aria-selected:outline-accent-line",
          [label],
        );
        option.id = `palette-${index}`;
        option.role = "option";
        option.addEventListener("click", run);
        return option;
      }),
    );
    this.#mark();
  }

  #mark(): void {
    for (const [index, option] of [...this.#list.children].entries()) {
      option.ariaSelected = String(index === this.#chosen);
      if (index === this.#chosen) option.scrollIntoView({ block: "nearest" });
    }
    this.#field.setAttribute("aria-activedescendant", this.#commands.length > 0 ? `palette-${this.#chosen}` : "");
  }

  #press(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const { length } = this.#commands;
    if (step !== 0 && length > 0) {
      event.preventDefault();
      this.#chosen = (this.#chosen + step + length) % length;
      this.#mark();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.#commands[this.#chosen]?.run();
    }
  }
}

/** For an exact number its record first; then pages, new changes and the keys, systems, and the search for what was typed. */
function commandsFor(text: string, systems: readonly NavigationLink[]): readonly Command[] {
  const typed = text.trim().toLowerCase();
  const record = foundRecordPath({ ...findParams, q: text });
  const matches = ({ label }: { label: string }) => label.toLowerCase().includes(typed);
  return [
    ...(record ? [goTo({ label: `Open ${record.split("/").at(-1)}`, path: record })] : []),
    ...[...pages(), ...newChanges()].filter(matches).map(goTo),
    ...[{ label: "Keyboard shortcuts", run: openKeyHelp }].filter(matches),
    ...systems.map(goTo),
    ...(typed ? [goTo({ label: `Search changes for “${text.trim()}”`, path: searchPath(text.trim()) })] : []),
  ];
}

const pages = () => navigationLinks().map(({ label, path }) => ({ label: `Go to ${label}`, path }));

/** As the header offers them to this person. */
function newChanges(): readonly NavigationLink[] {
  if (!document.querySelector("header a[href='/changes/new/normal']")) return [];
  return [
    { label: "New normal change", path: "/changes/new/normal" },
    { label: "New standard change", path: "/changes/new/standard" },
    { label: "New emergency: declare it", path: "/changes/new/emergency" },
    { label: "Compare the types of change", path: "/changes/new" },
  ];
}

const goTo = ({ label, path }: NavigationLink): Command => ({ label, run: () => location.assign(path) });
const searchPath = (text: string) => `/changes?${new URLSearchParams({ q: text })}`;

/** Nothing where the server does not answer: the palette works without it. */
async function findSystems(text: string, signal: AbortSignal): Promise<readonly NavigationLink[]> {
  try {
    const response = await fetch(`/systems/find?${new URLSearchParams({ q: text })}`, { signal });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}
