import { closestElement } from "./closest-element";

document.addEventListener("click", ({ target }) => {
  if (closestElement(target, "[data-print]")) print();
});
