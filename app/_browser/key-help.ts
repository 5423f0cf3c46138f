import { goKeys, keysSetting } from "@/lib/keys/shortcuts";
import { element, navigationLinks, showDialog } from "./dialogs";

/** Shows the keys, and the switch for those without a modifier. */
export function openKeyHelp(): void {
  const labels = new Map(navigationLinks().map(({ label, path }) => [path, label]));
  const rows = [
    [["/"], "Search"],
    [["Ctrl", "K"], "Open the palette: numbers, systems, pages, new changes (⌘K on a Mac)"],
    [["?"], "Show these keys"],
    ...Object.entries(goKeys).flatMap(([key, path]) =>
      labels.has(path) ? [[["g", key], `Go to ${labels.get(path)}`] as const] : [],
    ),
  ] as const;
  showDialog("Keyboard shortcuts", [
    singleKeySwitch(),
    element(
      "dl",
      "grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1",
      rows.flatMap(([keys, label]) => [
        element(
          "dt",
          "",
          keys.map((key) =>
            element("kbd", "mr-1 rounded-sm border border-line-strong px-1.5 font-mono text-sm", [key]),
          ),
        ),
        element("dd", "", [label]),
      ]),
    ),
  ]);
}

function singleKeySwitch(): HTMLElement {
  const box = element("input", "tick", []);
  box.type = "checkbox";
  box.checked = localStorage.getItem(keysSetting) !== "off";
  box.addEventListener("change", () =>
    box.checked ? localStorage.removeItem(keysSetting) : localStorage.setItem(keysSetting, "off"),
  );
  return element("label", "flex min-h-7 cursor-pointer items-start gap-2", [
    box,
    "Use keys without Ctrl or ⌘ in this browser",
  ]);
}
