import icons from "@/components/icons.svg";
import type { IconName } from "@/lib/looks/icons";

/** Decorative: it always stands beside its word, so it is hidden from screen readers. */
export const Icon = ({ name, className = "size-4" }: { name: IconName; className?: string }) => (
  <svg aria-hidden="true" className={`icon ${className}`}>
    <use href={`${icons.src}#${name}`} />
  </svg>
);
