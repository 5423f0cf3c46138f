import icons from "@/components/icons.svg";
import type { MarkIcon } from "@/lib/looks/icons";

/** Decorative: it always stands beside its word, so it is hidden from screen readers. */
export const Icon = ({ name, className = "size-4" }: { name: MarkIcon; className?: string }) => (
  <svg aria-hidden="true" className={`icon ${className}`}>
    <use href={`${icons.src}#${name}`} />
  </svg>
);
