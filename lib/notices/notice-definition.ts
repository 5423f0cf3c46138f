import type { Clause } from "@/lib/rules/clauses";
import type { DueNotice } from "./due-notice";

/** One kind of notice: when it is sent, to whom, for how long it is of use, and what it says. */
export type NoticeDefinition = {
  readonly label: string;
  readonly clause: Clause;
  /** When it is sent, and to whom. */
  readonly definition: string;
  /** Nobody can switch it off, and it waits for a channel that is not there yet. */
  readonly mandatory?: true;
  /** By e-mail only: it concerns its recipients alone. */
  readonly personal?: true;
  /** After how many minutes it would tell nobody anything, counted from its cause; none: it is always of use. */
  readonly usefulMinutes?: number;
  /** What it says, with the times of the site in `zone`. */
  readonly content: (due: DueNotice, zone: string) => NoticeContent;
};

export type NoticeContent = {
  readonly headline: string;
  /** Null: there is nothing to say of it. */
  readonly paragraphs: readonly (string | null)[];
  readonly links: readonly { readonly to: string; readonly path: string }[];
};

export const minutesPerDay = 24 * 60;
