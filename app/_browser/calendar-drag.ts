import { within } from "./within";

export type Said = { readonly ok: boolean; readonly sentence: string; readonly clause?: string };

export type Tools = {
  say: (said: Said | null) => void;
  refresh: () => void;
  schedule: ((at: string) => void) | null;
};

const dragAfter = 5;
const edge = 7;
const quarter = 15;
const dayMinutes = 24 * 60;

type Drag = {
  bar: HTMLElement;
  x: number;
  y: number;
  grabbed: number;
  stretch: boolean;
  cell: HTMLElement;
  moved: boolean;
};

/** Moves and resizes windows, and schedules on empty times; returns a cleanup function. */
export function handleDragging(root: HTMLElement, { say, refresh, schedule }: Tools): () => void {
  let drag: Drag | null = null;
  let dropped = 0;
  const down = (event: PointerEvent) => {
    const bar = within(event.target, "[data-seq]");
    const cell = within(event.target, "[data-date]");
    if (event.button !== 0 || event.pointerType === "touch" || !bar || !cell) return;
    const box = bar.getBoundingClientRect();
    const stretch = cell.querySelector("[data-hours]") !== null && box.bottom - event.clientY < edge;
    drag = {
      bar,
      cell,
      x: event.clientX,
      y: event.clientY,
      grabbed: event.clientY - (stretch ? box.bottom : box.top),
      stretch,
      moved: false,
    };
  };
  const move = (event: PointerEvent) => {
    if (!drag) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.hypot(x, y) < dragAfter) return;
    drag.moved = true;
    event.preventDefault();
    drag.bar.classList.add("dragged");
    if (drag.stretch)
      drag.bar.style.height = `${drag.bar.parentElement ? drag.bar.parentElement.offsetHeight + y : y}px`;
    else drag.bar.style.transform = `translate(${x}px, ${y}px)`;
  };
  const up = (event: PointerEvent) => {
    if (!drag) return;
    const { bar, moved } = drag;
    const to = moved ? targetOf(drag, event) : null;
    drag = null;
    if (!moved) return;
    dropped = event.timeStamp;
    if (!to || (to.from === bar.dataset.from && to.to === bar.dataset.to)) return putBack(bar);
    void post(root, bar, to).then((said) => {
      say(said);
      if (said.ok) refresh();
      putBack(bar);
    });
  };
  const cancel = (event: KeyboardEvent | PointerEvent) => {
    if (!drag || (event instanceof KeyboardEvent && event.key !== "Escape")) return;
    putBack(drag.bar);
    drag = null;
  };
  const click = (event: MouseEvent) => {
    if (event.timeStamp - dropped < 300) return event.preventDefault();
    const cell = within(event.target, "[data-date]");
    if (!schedule || !cell || within(event.target, "a, details, button") || event.detail !== 1) return;
    const minute = minuteAt(cell, event.clientY) ?? 22 * 60;
    schedule(localAt(cell.dataset.date ?? "", Math.floor(minute / quarter) * quarter));
  };
  const ended = new AbortController();
  const { signal } = ended;
  root.addEventListener("pointerdown", down, { signal });
  root.addEventListener("click", click, { signal });
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", up, { signal });
  window.addEventListener("pointercancel", cancel, { signal });
  window.addEventListener("keydown", cancel, { signal });
  return () => ended.abort();
}

/** By the hour where the day shows hours, otherwise by the day. */
function targetOf({ bar, cell, grabbed, stretch }: Drag, { clientX, clientY }: PointerEvent) {
  const under = document.elementsFromPoint(clientX, clientY).map((each) => within(each, "[data-date]"));
  const onto = under.find((each) => each !== null);
  const { from = "", to = "" } = bar.dataset;
  if (!onto) return null;
  if (stretch) {
    const minute = minuteAt(onto, clientY - grabbed);
    const end = minute === null ? to : localAt(onto.dataset.date ?? "", Math.max(quarter, nearest(minute)));
    return { from, to: end };
  }
  const top = minuteAt(onto, clientY - grabbed);
  const start =
    top === null
      ? shifted(from, daysBetween(cell.dataset.date ?? "", onto.dataset.date ?? "") * dayMinutes)
      : localAt(onto.dataset.date ?? "", Math.min(Math.max(0, nearest(top)), dayMinutes - quarter));
  return { from: start, to: shifted(to, minutesBetween(from, start)) };
}

/** Null where the cell shows no hours. */
function minuteAt(cell: HTMLElement, y: number): number | null {
  const hours = cell.querySelector("[data-hours]");
  if (!hours || getComputedStyle(hours).display !== "grid" || innerWidth < 640) return null;
  const box = hours.getBoundingClientRect();
  return Math.min(Math.max(0, ((y - box.top) / box.height) * dayMinutes), dayMinutes);
}

// The same step as the form on the change's page, with the same refusals.
async function post(root: HTMLElement, bar: HTMLElement, { from, to }: { from: string; to: string }): Promise<Said> {
  const form = new FormData();
  const zone = root.closest("main")?.dataset.zone ?? "UTC";
  const fields = {
    step: "reschedule",
    subject: "change",
    id: (bar.dataset.number ?? "").replace("CHG-", ""),
    seq: bar.dataset.seq ?? "",
    key: crypto.randomUUID(),
    windowStart: from,
    windowEnd: to,
    timezone: zone,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  try {
    const answer = await fetch("/calendar/move", { method: "POST", body: form });
    return await answer.json();
  } catch {
    return { ok: false, sentence: "Windlass did not answer, so the window was not moved. Try again." };
  }
}

function putBack(bar: HTMLElement) {
  bar.classList.remove("dragged");
  bar.style.transform = "";
  bar.style.height = "";
}

const nearest = (minute: number) => Math.round(minute / quarter) * quarter;
const asMs = (local: string) => Date.parse(`${local}Z`);
const shifted = (local: string, minutes: number) => new Date(asMs(local) + minutes * 60_000).toISOString().slice(0, 16);
const localAt = (date: string, minute: number) => shifted(`${date}T00:00`, minute);
const minutesBetween = (from: string, to: string) => (asMs(to) - asMs(from)) / 60_000;
const daysBetween = (from: string, to: string) => minutesBetween(`${from}T00:00`, `${to}T00:00`) / dayMinutes;
