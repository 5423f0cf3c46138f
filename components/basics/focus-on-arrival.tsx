"use client";

import { type ReactNode, useEffect, useRef } from "react";

/**
 * Takes the focus when it arrives, and again for another `occasion`: what went wrong is read first. Without JavaScript the
 * browser does the same by `autofocus`.
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
