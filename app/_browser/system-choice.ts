// Typing finds systems: the boxes that fit stay in view, a whole name or Enter ticks one, and those ticked are chips above.

/** Enhances the field of systems in `form`; nothing where it has none, or where that is done. */
export function enhanceSystemChoice(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLElement>("[data-system-choice]");
  const input = field?.querySelector("input");
  const fieldset = field?.closest("fieldset");
  if (!field || !input || !fieldset || field.dataset.systemChoice !== "") return;
  field.dataset.systemChoice = "enhanced";
  const boxes = [...fieldset.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const names = new Map([...field.querySelectorAll("option")].map((option, index) => [option.value, boxes[index]]));
  const find = () => {
    const exact = names.get(input.value);
    if (exact) return choose(exact, input, boxes);
    show(boxes, input.value);
  };
  input.addEventListener("input", find);
  input.addEventListener("keydown", (event) => {
    const [first] = boxes.filter((box) => isShown(box) && !box.checked);
    if (event.key !== "Enter" || input.value.trim() === "" || !first) return;
    event.preventDefault();
    choose(first, input, boxes);
  });
  fieldset.addEventListener("change", () => showChips(field, boxes));
  showChips(field, boxes);
}

function choose(box: HTMLInputElement, input: HTMLInputElement, boxes: readonly HTMLInputElement[]): void {
  input.value = "";
  show(boxes, "");
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function show(boxes: readonly HTMLInputElement[], typed: string): void {
  const words = typed.trim().toLowerCase();
  for (const box of boxes) {
    const label = box.closest("label");
    if (label) label.hidden = !(label.textContent ?? "").toLowerCase().includes(words);
  }
}

const isShown = (box: HTMLInputElement) => box.closest("label")?.hidden === false;

function showChips(field: HTMLElement, boxes: readonly HTMLInputElement[]): void {
  const chips = boxes.filter(({ checked, disabled }) => checked && !disabled).map(chipOf);
  field.querySelector("[data-chips]")?.replaceChildren(...chips);
}

function chipOf(box: HTMLInputElement): HTMLButtonElement {
  const chip = document.createElement("button");
  const name = box.closest("label")?.querySelector("span")?.firstChild?.textContent ?? "";
  chip.type = "button";
  chip.className = "chip gap-1.5";
  chip.textContent = `${name} ×`;
  chip.setAttribute("aria-label", `Remove ${name}`);
  chip.addEventListener("click", () => {
    box.checked = false;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return chip;
}
