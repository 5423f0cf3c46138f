import type { MarkIcon } from "@/lib/icons";
import { IconShapes } from "./icon";

/** Pictures that a page shows very often, drawn once. */
export const IconSprite = ({ names }: { names: readonly MarkIcon[] }) => (
  <svg aria-hidden="true" className="hidden">
    {names.map((name) => (
      <symbol key={name} id={`icon-${name}`} viewBox="0 0 24 24">
        <IconShapes name={name} />
      </symbol>
    ))}
  </svg>
);

/** One of the pictures of the page's sprite, beside a word. */
export const SpriteIcon = ({ name, className }: { name: MarkIcon; className: string }) => (
  <svg aria-hidden="true" className={className}>
    <use href={`#icon-${name}`} />
  </svg>
);
