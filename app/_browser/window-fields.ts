import { closestElement } from "./closest-element";

/** Fills in the end of a window as its start is typed, and both from a time that is chosen. */
class WindowFields extends HTMLElement {
  #filledEnd = "";

  connectedCallback(): void {
    this.#filledEnd = this.#endAfter(this.#input("windowStart")?.value ?? "");
    this.addEventListener("input", this.#followStart);
    this.addEventListener("click", this.#choose);
  }

  readonly #followStart = ({ target }: Event): void => {
    const [start, end] = [this.#input("windowStart"), this.#input("windowEnd")];
    if (!start || !end || target !== start) return;
    // What somebody typed as the end stays.
    if (end.value !== "" && end.value !== this.#filledEnd) return;
    this.#filledEnd = this.#endAfter(start.value);
    setValue(end, this.#filledEnd);
  };

  readonly #choose = (event: MouseEvent): void => {
    const slot = closestElement(event.target, "a[data-start]");
    const isPlainClick = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!slot || !isPlainClick) return;
    event.preventDefault();
    const { start = "", end = "", zone = "" } = slot.dataset;
    this.#filledEnd = end;
    for (const [name, value] of Object.entries({ windowStart: start, windowEnd: end, timezone: zone }))
      setValue(this.#input(name), value);
    const status = this.querySelector("[data-filled]");
    if (status) status.textContent = `Filled in: ${slot.textContent}`;
    this.#input("windowStart")?.focus();
  };

  #input(name: string): HTMLInputElement | null {
    const control = this.closest("form")?.elements.namedItem(name);
    return control instanceof HTMLInputElement ? control : null;
  }

  /** By the clock on the wall: where the clocks change in between, the form asks. */
  #endAfter(start: string): string {
    const minutes = Number(this.dataset.minutes);
    const startMs = Date.parse(`${start}Z`);
    return minutes > 0 && Number.isFinite(startMs)
      ? new Date(startMs + minutes * 60_000).toISOString().slice(0, 16)
      : "";
  }
}

function setValue(input: HTMLInputElement | null, value: string): void {
  if (!input) return;
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

customElements.define("window-fields", WindowFields);
