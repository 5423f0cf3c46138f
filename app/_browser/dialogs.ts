/** A page that the header links to. */
export type NavigationLink = { readonly label: string; readonly path: string };

/** The pages of the header, each once. */
export function navigationLinks(): readonly NavigationLink[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("header nav a")].map((link) => ({
    label: (link.firstChild?.textContent ?? "").trim(),
    path: link.pathname,
  }));
  return [...new Map(links.map((link) => [link.path, link])).values()];
}

/** An element with its classes and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  children: readonly (Node | string)[],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Shows a modal dialog under a heading. Escape, its button and a click beside it close it and return the focus. */
export function showDialog(heading: string, children: readonly (Node | string)[]): HTMLDialogElement {
  document.querySelector("dialog[data-keys-dialog]")?.remove();
  const title = element("h2", "text-lg font-semibold", [heading]);
  title.id = "keys-dialog-title";
  const close = element("button", "rounded-md border border-line-strong px-3 py-1.5 font-medium hover:bg-sunken", [
    "Close",
  ]);
  close.type = "button";
  const dialog = element(
    "dialog",
    "mx-auto mt-16 w-full max-w-xl rounded-md border border-line-strong bg-paper p-4 text-ink shadow-panel",
    [
      element("div", "grid gap-3", [
        element("div", "flex items-center justify-between gap-4", [title, close]),
        ...children,
      ]),
    ],
  );
  dialog.dataset.keysDialog = "";
  dialog.setAttribute("aria-labelledby", title.id);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
