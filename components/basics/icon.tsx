import icons from "@/components/icons.svg";
import type { MarkIcon } from "@/lib/looks/icons";

/** A picture beside a word; it says nothing on its own, so readers of the page's text skip it. */
export const Icon = ({ name, className = "size-4" }: { name: MarkIcon; className?: string }) => (
  <svg aria-hidden="true" className={`icon ${className}`}>
    <use href={`${icons.src}#${name}`} />
  </svg>
);
