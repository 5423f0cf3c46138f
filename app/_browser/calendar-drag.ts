import { closestElement } from "./closest-element";

export type MoveResult = { readonly ok: boolean; readonly sentence: string; readonly clause?: string };

export type CalendarCallbacks = {
  showResult: (result: MoveResult | null) => void;
  refresh: () => void;
  schedule: ((at: string) => void) | null;
};

const dragThresholdPx = 5;
const resizeEdgePx = 7;
const quarterMinutes = 15;
const minutesPerDay = 24 * 60;

type Drag = {
  bar: HTMLElement;
  x: number;
  y: number;
  grabOffsetPx: number;
  isResize: boolean;
  cell: HTMLElement;
  hasMoved: boolean;
};

/** Moves and resizes windows, and schedules on empty times; returns a cleanup function. */
export function handleDragging(root: HTMLElement, { showResult, refresh, schedule }: CalendarCallbacks): () => void {
  let drag: Drag | null = null;
  // Times of events begin with the page: a drop at 0 would swallow its first clicks.
  let droppedAt = Number.NEGATIVE_INFINITY;
  const down = (event: PointerEvent) => {
    const bar = closestElement(event.target, "[data-seq]");
    const cell = closestElement(event.target, "[data-date]");
    if (event.button !== 0 || event.pointerType === "touch" || !bar || !cell) return;
    const box = bar.getBoundingClientRect();
    const isResize = cell.querySelector("[data-hours]") !== null && box.bottom - event.clientY < resizeEdgePx;
    drag = {
      bar,
      cell,
      x: event.clientX,
      y: event.clientY,
      grabOffsetPx: event.clientY - (isResize ? box.bottom : box.top),
      isResize,
      hasMoved: false,
    };
  };
  const move = (event: PointerEvent) => {
    if (!drag) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.hasMoved && Math.hypot(x, y) < dragThresholdPx) return;
    drag.hasMoved = true;
    event.preventDefault();
    drag.bar.classList.add("dragged");
    if (drag.isResize)
      drag.bar.style.height = `${drag.bar.parentElement ? drag.bar.parentElement.offsetHeight + y : y}px`;
    else drag.bar.style.transform = `translate(${x}px, ${y}px)`;
  };
  const up = (event: PointerEvent) => {
    if (!drag) return;
    const { bar, hasMoved } = drag;
    const to = hasMoved ? dropTarget(drag, event) : null;
    drag = null;
    if (!hasMoved) return;
    droppedAt = event.timeStamp;
    if (!to || (to.from === bar.dataset.from && to.to === bar.dataset.to)) return resetBar(bar);
    void postReschedule(root, bar, to).then((result) => {
      showResult(result);
      if (result.ok) refresh();
      resetBar(bar);
    });
  };
  const cancel = (event: KeyboardEvent | PointerEvent) => {
    if (!drag || (event instanceof KeyboardEvent && event.key !== "Escape")) return;
    resetBar(drag.bar);
    drag = null;
  };
  const click = (event: MouseEvent) => {
    if (event.timeStamp - droppedAt < 300) return event.preventDefault();
    const cell = closestElement(event.target, "[data-date]");
    if (!schedule || !cell || closestElement(event.target, "a, details, button") || event.detail !== 1) return;
    const minute = minuteAt(cell, event.clientY) ?? 22 * 60;
    schedule(localTime(cell.dataset.date ?? "", Math.floor(minute / quarterMinutes) * quarterMinutes));
  };
  const abort = new AbortController();
  const { signal } = abort;
  root.addEventListener("pointerdown", down, { signal });
  root.addEventListener("click", click, { signal });
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", up, { signal });
  window.addEventListener("pointercancel", cancel, { signal });
  window.addEventListener("keydown", cancel, { signal });
  return () => abort.abort();
}

/** By the hour where the day shows hours, otherwise by the day. */
function dropTarget({ bar, cell, grabOffsetPx, isResize }: Drag, { clientX, clientY }: PointerEvent) {
  const under = document.elementsFromPoint(clientX, clientY).map((each) => closestElement(each, "[data-date]"));
  const targetCell = under.find((each) => each !== null);
  const { from = "", to = "" } = bar.dataset;
  if (!targetCell) return null;
  if (isResize) {
    const minute = minuteAt(targetCell, clientY - grabOffsetPx);
    const end =
      minute === null
        ? to
        : localTime(targetCell.dataset.date ?? "", Math.max(quarterMinutes, toNearestQuarter(minute)));
    return { from, to: end };
  }
  const top = minuteAt(targetCell, clientY - grabOffsetPx);
  const start =
    top === null
      ? addMinutes(from, daysBetween(cell.dataset.date ?? "", targetCell.dataset.date ?? "") * minutesPerDay)
      : localTime(
          targetCell.dataset.date ?? "",
          Math.min(Math.max(0, toNearestQuarter(top)), minutesPerDay - quarterMinutes),
        );
  return { from: start, to: addMinutes(to, minutesBetween(from, start)) };
}

/** Null where the cell shows no hours. */
function minuteAt(cell: HTMLElement, y: number): number | null {
  const hours = cell.querySelector("[data-hours]");
  if (!hours || getComputedStyle(hours).display !== "grid" || innerWidth < 640) return null;
  const box = hours.getBoundingClientRect();
  return Math.min(Math.max(0, ((y - box.top) / box.height) * minutesPerDay), minutesPerDay);
}

// The same step as the form on the change's page, with the same refusals.
async function postReschedule(
  root: HTMLElement,
  bar: HTMLElement,
  { from, to }: { from: string; to: string },
): Promise<MoveResult> {
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

function resetBar(bar: HTMLElement) {
  bar.classList.remove("dragged");
  bar.style.transform = "";
  bar.style.height = "";
}

const toNearestQuarter = (minute: number) => Math.round(minute / quarterMinutes) * quarterMinutes;
const localMs = (local: string) => Date.parse(`${local}Z`);
const addMinutes = (local: string, minutes: number) =>
  new Date(localMs(local) + minutes * 60_000).toISOString().slice(0, 16);
const localTime = (date: string, minute: number) => addMinutes(`${date}T00:00`, minute);
const minutesBetween = (from: string, to: string) => (localMs(to) - localMs(from)) / 60_000;
const daysBetween = (from: string, to: string) => minutesBetween(`${from}T00:00`, `${to}T00:00`) / minutesPerDay;
