/** What came of a window that was dropped. */
export type Said = { readonly ok: boolean; readonly sentence: string; readonly clause?: string };

type Tools = {
  say: (said: Said | null) => void;
  refresh: () => void;
  schedule: ((at: string) => void) | null;
};

const dragAfter = 5;
const edge = 7;
const quarter = 15;
const dayMinutes = 24 * 60;
const pollMs = 15_000;
const listenAgainMs = 5_000;

/**
 * Handles dragging, clicking, arrow keys and news within the calendar under `root`; returns how to stop. For people's
 * own scripts `data-live` says that it does, and that the news of others arrive too.
 */
export function handleCalendar(root: HTMLElement, tools: Tools): () => void {
  root.dataset.live = "here";
  const news = handleNews(tools.refresh, () => {
    root.dataset.live = "everywhere";
  });
  const stops = [handleDragging(root, tools), handleKeys(root), news];
  return () => {
    for (const stop of stops) stop();
  };
}

type Drag = {
  bar: HTMLElement;
  x: number;
  y: number;
  grabbed: number;
  stretch: boolean;
  cell: HTMLElement;
  moved: boolean;
};

function handleDragging(root: HTMLElement, { say, refresh, schedule }: Tools): () => void {
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

/** The local times at which the bar was dropped: by hours where the day shows them, else by days. */
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

/** The minute of the day at that height of the cell, or null where it shows no hours. */
function minuteAt(cell: HTMLElement, y: number): number | null {
  const hours = cell.querySelector("[data-hours]");
  if (!hours || getComputedStyle(hours).display !== "grid" || innerWidth < 640) return null;
  const box = hours.getBoundingClientRect();
  return Math.min(Math.max(0, ((y - box.top) / box.height) * dayMinutes), dayMinutes);
}

// Through the same step as the form of the change, with its refusals.
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
    return { ok: false, sentence: "Windlass did not answer, so nothing was recorded. Try again." };
  }
}

function putBack(bar: HTMLElement) {
  bar.classList.remove("dragged");
  bar.style.transform = "";
  bar.style.height = "";
}

/** Left and right go through the days, up and down through what a day holds and on to the week before or after. */
function handleKeys(root: HTMLElement): () => void {
  const press = (event: KeyboardEvent) => {
    const cells = [...root.querySelectorAll<HTMLElement>("[data-date]")].filter((cell) => cell.offsetParent !== null);
    const here = within(event.target, "[data-date]");
    const day = here ? cells.indexOf(here) : headOf(root, event.target);
    if (day < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const next =
      sideways !== undefined
        ? stopsOf(root, cells, day + sideways)[0]
        : along !== undefined
          ? step(root, cells, day, event.target, along)
          : undefined;
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  root.addEventListener("keydown", press);
  return () => root.removeEventListener("keydown", press);
}

function step(root: HTMLElement, cells: readonly HTMLElement[], day: number, from: unknown, along: number) {
  const stops = stopsOf(root, cells, day);
  const place = placeOf(from, stops);
  const beside = stops[place + along];
  if (place >= 0 && beside) return beside;
  const week = cells[0]?.tagName === "TD" && cells.length > 7 ? 7 : 1;
  const there = stopsOf(root, cells, day + along * week);
  return along > 0 ? there[0] : there.at(-1);
}

/** What can be reached on a day: its own link, then its windows. */
function stopsOf(root: HTMLElement, cells: readonly HTMLElement[], day: number): HTMLElement[] {
  const cell = cells[day];
  if (!cell) return [];
  const head = cell.querySelector<HTMLElement>("[data-day]") ?? headsOf(root)[day];
  const bars = [...cell.querySelectorAll<HTMLElement>("a.bar, td a.link, th a.link")].filter(
    (each) => each.offsetParent !== null,
  );
  return head ? [head, ...bars] : bars;
}

const headsOf = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>("thead [data-day]")];
const headOf = (root: HTMLElement, target: unknown) => placeOf(target, headsOf(root));

/** The page anew when somebody changed what it shows; asked for again and again where nobody tells. */
function handleNews(refresh: () => void, opened: () => void): () => void {
  let source: EventSource | null = null;
  let polling: ReturnType<typeof setInterval> | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const news = () => {
    clearTimeout(soon);
    soon = setTimeout(() => document.querySelector(".dragged") ?? refresh(), 200);
  };
  const listen = () => {
    clearTimeout(again);
    source?.close();
    source = new EventSource("/calendar/live");
    source.onmessage = news;
    source.onopen = () => {
      opened();
      clearInterval(polling);
      polling = undefined;
    };
    source.onerror = () => {
      polling ??= setInterval(refresh, pollMs);
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(listen, listenAgainMs);
    };
  };
  const stop = () => {
    source?.close();
    source = null;
    clearInterval(polling);
    polling = undefined;
    clearTimeout(soon);
    clearTimeout(again);
  };
  // A page that nobody looks at holds no connection; looked at again, it is read anew.
  const seen = () => {
    if (document.hidden) return stop();
    if (!source) {
      listen();
      refresh();
    }
  };
  if (!document.hidden) listen();
  document.addEventListener("visibilitychange", seen);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    stop();
  };
}

const placeOf = (target: unknown, among: readonly HTMLElement[]): number =>
  target instanceof HTMLElement ? among.indexOf(target) : -1;

const within = (target: unknown, selector: string): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null;

const nearest = (minute: number) => Math.round(minute / quarter) * quarter;
const asMs = (local: string) => Date.parse(`${local}Z`);
const shifted = (local: string, minutes: number) => new Date(asMs(local) + minutes * 60_000).toISOString().slice(0, 16);
const localAt = (date: string, minute: number) => shifted(`${date}T00:00`, minute);
const minutesBetween = (from: string, to: string) => (asMs(to) - asMs(from)) / 60_000;
const daysBetween = (from: string, to: string) => minutesBetween(`${from}T00:00`, `${to}T00:00`) / dayMinutes;
