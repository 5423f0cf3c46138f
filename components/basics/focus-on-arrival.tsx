"use client";

import { type ReactNode, useEffect, useRef } from "react";

/**
 * Takes the focus when it is mounted, and again when `occasion` changes, so that a screen reader reads the error first.
 * Without JavaScript, `autofocus` does the same.
 */
export function FocusOnArrival({ occasion, children }: { occasion: string; children: ReactNode }) {
  const arrived = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the occasion is what brings the focus back
  useEffect(() => arrived.current?.focus(), [occasion]);
  return (
    // biome-ignore lint/a11y/noAutofocus: a page that comes back with an error begins with the error
    <div ref={arrived} tabIndex={-1} autoFocus className="grid gap-3">
      {children}
    </div>
  );
}
