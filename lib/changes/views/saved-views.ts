import { type ChangeFilter, changesPath, parseChangeFilter } from "@/lib/changes/change-filter";

/** A filter of the list that somebody saved under a name; `by` names its owner where that is not the reader. */
export type SavedView = {
  readonly id: string;
  readonly name: string;
  /** What stands in the address after `/changes?`. */
  readonly query: string;
  readonly isShared: boolean;
  readonly by: string | null;
};

export const maxViewName = 60;
export const maxViewQuery = 1000;
/** As many views one person keeps, and as many of others' the list offers. */
export const maxViews = 20;

/** What a saved view keeps of a list: its filter and order, not the page; empty for the whole list. */
export function viewQueryOf(filter: ChangeFilter): string {
  const [, query = ""] = changesPath({ ...filter, before: undefined, at: undefined }).split("?", 2);
  return query;
}

/** The query as the list itself would write it: what it does not understand is left out. */
export const normalizeViewQuery = (query: string): string =>
  viewQueryOf(parseChangeFilter(Object.fromEntries(new URLSearchParams(query))));

/** The URL of the list that a view shows. */
export const viewPath = (query: string): string => `/changes?${query}`;

/** Why a view was not saved. */
export const viewRefusals = {
  name: `Enter a name of at most ${maxViewName} characters for the view.`,
  full: `You have ${maxViews} saved views. Delete a view before you save another.`,
  filter: "Choose a filter first: the whole list needs no saved view.",
} as const;
export type ViewRefusal = keyof typeof viewRefusals;

export const isViewRefusal = (word: unknown): word is ViewRefusal =>
  typeof word === "string" && Object.hasOwn(viewRefusals, word);
