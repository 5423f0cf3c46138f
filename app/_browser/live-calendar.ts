import { Idiomorph } from "idiomorph";
import type { MoveResult } from "./calendar-drag";
import { enhanceCalendar } from "./enhance-calendar";
import { pointerRelease } from "./pointer-release";

/**
 * Adds dragging, resizing, arrow keys, scheduling on empty times and live updates. Without JavaScript each of them is a link
 * or a form.
 */
class LiveCalendar extends HTMLElement {
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    const { schedulePath } = this.dataset;
    this.#stop = enhanceCalendar(this, {
      showResult,
      refresh: () => void refresh(this),
      schedule: schedulePath ? (at) => location.assign(schedulePath.replace("AT", encodeURIComponent(at))) : null,
    });
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }
}

customElements.define("live-calendar", LiveCalendar);

/** Requests the page again and updates the calendar in place: open forms and `<details>` stay as they are. */
async function refresh(calendar: HTMLElement): Promise<void> {
  const address = new URL(location.href);
  address.searchParams.set("since", moves()?.dataset.newestEvent ?? "");
  const response = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const updated = page.querySelector("live-calendar");
  if (!updated) return location.reload();
  await pointerRelease();
  announceMoves(moves(page));
  Idiomorph.morph(calendar, updated.innerHTML, {
    morphStyle: "innerHTML",
    ignoreActiveValue: true,
    callbacks: {
      beforeNodeMorphed: (old: Node) => !(old instanceof HTMLFormElement),
      beforeAttributeUpdated: (name: string) => name !== "open",
    },
  });
}

const moves = (page = document) => page.querySelector<HTMLElement>("[data-calendar-moves]");

/** What others moved stays until somebody moves something else. */
function announceMoves(updated: HTMLElement | null): void {
  const region = moves();
  if (!region || !updated) return;
  region.dataset.newestEvent = updated.dataset.newestEvent;
  if (updated.textContent) region.textContent = updated.textContent;
}

/** Shows whether a dropped window was moved. Fixed over the page, so that the dropped window does not move under the pointer. */
function showResult(result: MoveResult | null): void {
  const [done, notDone] = [
    document.querySelector("[data-calendar-done]"),
    document.querySelector("[data-calendar-not]"),
  ];
  done?.replaceChildren(...(result?.ok ? [notice("border-good-line bg-good-tint", result.sentence)] : []));
  notDone?.replaceChildren(...(result && !result.ok ? [refusalNotice(result)] : []));
}

function refusalNotice({ sentence, clause }: MoveResult): HTMLElement {
  const paragraph = notice("border-bad-line bg-bad-tint", "");
  const label = Object.assign(document.createElement("span"), { className: "font-medium", textContent: "Not moved: " });
  const link = Object.assign(document.createElement("a"), {
    className: "link",
    href: `/policy#${clause}`,
    textContent: "Read the clause",
  });
  paragraph.append(label, sentence, ...(clause ? [" ", link] : []));
  return paragraph;
}

const notice = (colours: string, textContent: string): HTMLElement =>
  Object.assign(document.createElement("p"), {
    className: `fixed bottom-4 left-4 z-30 max-w-md rounded-md border px-3 py-2 shadow-panel print:hidden ${colours}`,
    textContent,
  });
