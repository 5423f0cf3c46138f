import { isReadOnly, type Role } from "@/lib/rules/roles";
import { formatSeconds } from "@/lib/time/exact-time";

/** How many changes a demonstration loads on order: about one each working hour of a year. */
export const historyChanges = 2000;

/** Why a history was not ordered. */
export const historyRefusals = {
  production: "Invented changes can be loaded into a demonstration only.",
  read_only: "An auditor reads and changes nothing. Switch to an operator to load the changes.",
  loaded: "This demonstration has a history already. A year of changes is loaded once.",
} as const;
export type HistoryRefusal = keyof typeof historyRefusals;

export const isHistoryRefusal = (word: unknown): word is HistoryRefusal =>
  typeof word === "string" && Object.hasOwn(historyRefusals, word);

/** Whether a person with these roles may order it. */
export const canRequestHistory = (roles: readonly Role[]): boolean => roles.length > 0 && !isReadOnly(roles);

/** The order of a history, and how far it is. */
export type HistoryLoad = {
  readonly planned: number;
  readonly loaded: number;
  /** Since it was ordered. */
  readonly waitedSeconds: number;
  /** Since it started; null until then. */
  readonly elapsedSeconds: number | null;
  readonly isOver: boolean;
  readonly failed: boolean;
};

/** Whether somebody still has to wait for it. */
export const isUnderWay = (load: HistoryLoad | null): boolean => load !== null && !load.isOver;

/** The process that loads listens for the order, so that it starts within a second. */
const longWaitSeconds = 30;
const notStarted = "Loading has not started: it needs npm start or windlass serve, which load as the database's owner.";

/** How far it is, in a sentence: "640 of 2,000 changes, about 2 min left." */
export function historyProgress({
  planned,
  loaded,
  waitedSeconds,
  elapsedSeconds,
  isOver,
  failed,
}: HistoryLoad): string {
  const so = `${loaded.toLocaleString("en")} of ${planned.toLocaleString("en")} changes`;
  if (failed) return `Loading stopped after ${so}.`;
  if (isOver) return `${loaded.toLocaleString("en")} changes are loaded.`;
  if (elapsedSeconds === null)
    return `${so}. ${waitedSeconds > longWaitSeconds ? notStarted : "Loading starts in a moment."}`;
  if (loaded === 0) return `${so}.`;
  return `${so}, about ${remainingTime((elapsedSeconds / loaded) * Math.max(0, planned - loaded))} left.`;
}

// The pace changes as it goes: full minutes, and below one the tens.
const remainingTime = (seconds: number): string =>
  formatSeconds(seconds >= 60 ? Math.round(seconds / 60) * 60 : Math.max(10, Math.ceil(seconds / 10) * 10));
