import { autosaveIntervalMs, autosavePath } from "@/lib/web/autosave";

/**
 * Saves what was typed into the form of a draft every 20 seconds while it changes, and when the page is left. The address then
 * restores it, so that a closed tab or an ended session loses nothing.
 */
export function autosave(form: HTMLFormElement): void {
  // What was typed before this script arrived is not saved yet.
  let saved = isChanged(form) ? null : textOf(form);
  const save = async () => {
    const current = textOf(form);
    if (current === saved || form.dataset.busy !== undefined) return;
    const path = await send(form).catch(() => null);
    if (path === null) return show(form, "Not autosaved: Windlass could not be reached. What you typed is still here.");
    saved = current;
    history.replaceState(history.state, "", path);
    show(form, `Autosaved at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}.`);
  };
  setInterval(() => void save(), autosaveIntervalMs);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void save();
  });
}

async function send(form: HTMLFormElement): Promise<string | null> {
  const body = new FormData(form);
  body.append("kept", new URLSearchParams(location.search).get("kept") ?? "");
  const response = await fetch(autosavePath, {
    method: "POST",
    body,
    redirect: "error",
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) return null;
  const { path }: { path?: unknown } = await response.json();
  return typeof path === "string" && path.startsWith("/") ? path : null;
}

const isChanged = (form: HTMLFormElement): boolean =>
  [...form.elements].some((each) => {
    if (each instanceof HTMLTextAreaElement) return each.value !== each.defaultValue;
    if (each instanceof HTMLSelectElement)
      return (
        each.selectedIndex !==
        Math.max(
          0,
          [...each.options].findIndex(({ defaultSelected }) => defaultSelected),
        )
      );
    return (
      each instanceof HTMLInputElement && (each.value !== each.defaultValue || each.checked !== each.defaultChecked)
    );
  });

const textOf = (form: HTMLFormElement): string =>
  JSON.stringify(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : value.name]),
  );

function show(form: HTMLFormElement, sentence: string): void {
  const line = form.querySelector("[data-autosaved]");
  if (line) line.textContent = sentence;
}
