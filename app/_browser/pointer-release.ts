let isPressed = false;
let pending: (() => void)[] = [];

const press = (event: PointerEvent) => {
  isPressed ||= event.button === 0;
};

// The click follows the release in a task of its own.
const release = () => {
  isPressed = false;
  setTimeout(() => {
    if (isPressed) return;
    const released = pending;
    pending = [];
    for (const resolve of released) resolve();
  });
};

addEventListener("pointerdown", press, { capture: true });
addEventListener("pointerup", release, { capture: true });
addEventListener("pointercancel", release, { capture: true });

/** Resolves when nothing is pressed: what changes between press and release would swallow the click. */
export const pointerRelease = (): Promise<void> =>
  isPressed ? new Promise((resolve) => pending.push(resolve)) : Promise.resolve();
