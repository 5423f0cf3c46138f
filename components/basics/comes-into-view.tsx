"use client"; // a page that a step leads back to is shown where it was scrolled to
import { type ComponentProps, useEffect, useRef, useState, useSyncExternalStore } from "react";

/** A section that is scrolled to and focused when it appears after a step, but not when the page is first opened. */
export function ComesIntoView(section: ComponentProps<"section">) {
  const place = useRef<HTMLElement>(null);
  const isServed = useSyncExternalStore(neverChanges, no, yes);
  const [wasThere] = useState(isServed);
  useEffect(() => {
    if (wasThere) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "start" });
  }, [wasThere]);
  return <section ref={place} tabIndex={-1} {...section} />;
}

const neverChanges = () => () => {};
const yes = () => true;
const no = () => false;
