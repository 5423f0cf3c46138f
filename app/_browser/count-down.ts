import { formatCountdown } from "@/lib/time/countdown";

/** Counts on by the server's clock, which the page carries: the browser's may be wrong. */
class CountDown extends HTMLElement {
  #ticking: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    const { due = "", now = "" } = this.dataset;
    const aheadMs = Date.parse(now) - Date.now();
    this.#ticking = setInterval(() => {
      this.textContent = formatCountdown(new Date(Date.now() + aheadMs).toISOString(), due).text;
    }, 1000);
  }

  disconnectedCallback(): void {
    clearInterval(this.#ticking);
  }
}

customElements.define("count-down", CountDown);
