import { closestElement } from "./closest-element";

// Without the right to write to the clipboard the text is selected, ready for the keys that copy.
document.addEventListener("click", async ({ target }) => {
  const button = closestElement(target, "[data-copy]");
  const field = button && document.getElementById(button.dataset.copy ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  field.select();
  const isCopied = await navigator.clipboard?.writeText(field.value).then(
    () => true,
    () => false,
  );
  const status = button?.parentElement?.querySelector("[data-copied]");
  if (status) status.textContent = isCopied ? "Copied." : "Press Ctrl+C or ⌘C to copy.";
});
