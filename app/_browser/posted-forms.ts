import { closestElement } from "./closest-element";
import type { CheckForm } from "./live-validation";

// A second click does nothing while the first is pending, and a form that could not be sent keeps its values. The schema of
// its step validates as one types; that part is loaded when the form is first focused.

const validators = new WeakMap<HTMLFormElement, Promise<CheckForm>>();
const loadedValidators = new WeakMap<HTMLFormElement, CheckForm>();
const timeoutMs = 10_000;

document.addEventListener("focusin", ({ target }) => {
  const form = closestElement<HTMLFormElement>(target, "form[data-inputs]");
  if (!form || validators.has(form)) return;
  const validator = import("./live-validation").then(({ watchForm: validate }) => validate(form));
  validators.set(form, validator);
  void validator.then((validate) => loadedValidators.set(form, validate));
  if (form.querySelector("[data-system-choice]"))
    void import("./system-choice").then(({ enhanceSystemChoice }) => enhanceSystemChoice(form));
  if (form.dataset.autosave !== undefined) void import("./autosave").then(({ autosave }) => autosave(form));
});

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  // The browser sends it now. Until the response arrives, further clicks do nothing.
  if (form.dataset.busy === "reached") {
    form.dataset.busy = "sent";
    return;
  }
  event.preventDefault();
  if (form.dataset.busy !== undefined) return;
  // A button that only adds a field submits the form without validation.
  const isUnchecked = submitter instanceof HTMLButtonElement && submitter.formNoValidate;
  if (!isUnchecked && loadedValidators.get(form)?.(submitter) === false) return;
  void send(form, submitter);
});

// A page restored by the browser's Back button can send again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-busy]")) allowSending(form);
});

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  form.dataset.busy = "";
  showError(form, "");
  announce(form, "Sending");
  if (!(await isServerReachable())) {
    allowSending(form);
    return showError(
      form,
      "Windlass could not be reached. Nothing was sent. What you typed is still here. Send it again.",
    );
  }
  form.dataset.busy = "reached";
  form.requestSubmit(submitter);
}

// Otherwise the browser would replace the page, and what was typed, by an error of its own.
const isServerReachable = (): Promise<boolean> =>
  fetch("/healthz", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(timeoutMs) })
    .then(() => true)
    .catch(() => false);

function allowSending(form: HTMLFormElement): void {
  delete form.dataset.busy;
  announce(form, "");
}

/** Screen readers announce changes of a region that is on the page already, so the server renders it (`PostedForm`). */
function announce(form: HTMLFormElement, sentence: string): void {
  const status = form.querySelector(":scope > [role=status]");
  if (status) status.textContent = sentence;
}

function showError(form: HTMLFormElement, sentence: string): void {
  form.querySelector(":scope > [data-not-sent]")?.remove();
  if (sentence === "") return;
  const alert = document.createElement("p");
  alert.dataset.notSent = "";
  alert.role = "alert";
  alert.className = "font-medium text-bad-ink";
  alert.textContent = sentence;
  form.append(alert);
}
