import { closestElement } from "./closest-element";

// A menu of the header closes at a click beside it, and at Escape, which leads back to its button.

document.addEventListener("click", ({ target }) => {
  const own = closestElement(target, "[data-menu]");
  for (const menu of openMenus()) if (menu !== own) menu.open = false;
});

document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Escape") return;
  const focused = closestElement(target, "[data-menu]");
  for (const menu of openMenus()) {
    menu.open = false;
    if (menu === focused) menu.querySelector("summary")?.focus();
  }
});

const openMenus = () => document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]");
