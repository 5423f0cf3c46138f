/** Why something in a calendar file gives no shift, in the order in which it is said. */
export const skipReasons = [
  "over",
  "cancelled",
  "older",
  "declined",
  "absent",
  "room",
  "unnamed",
  "endless",
  "unreadable",
  "todo",
  "journal",
  "answer",
  "other",
] as const;
export type SkipReason = (typeof skipReasons)[number];
export type SkippedCounts = Readonly<Partial<Record<SkipReason, number>>>;

/** What is left out of a calendar file, a sentence a kind: whatever is not placed is counted and said. */
export const skippedSentences = (leftOut: SkippedCounts): readonly string[] =>
  skipReasons.flatMap((kind) => {
    const count = leftOut[kind] ?? 0;
    return count > 0 ? [sentenceByReason[kind](count)] : [];
  });

const countShifts = (count: number, one: string, more: string): string =>
  count === 1 ? `1 shift ${one}` : `${count} shifts ${more}`;

const sentenceByReason: Readonly<Record<SkipReason, (count: number) => string>> = {
  over: (count) => `${countShifts(count, "of the file is", "of the file are")} over and left out.`,
  cancelled: (count) => `${countShifts(count, "is cancelled and is", "are cancelled and are")} left out.`,
  older: (count) =>
    `${count === 1 ? "1 event is" : `${count} events are`} an older version of one that the file holds too, and left out.`,
  declined: (count) =>
    `${countShifts(count, "was declined by everybody it names and is", "were declined by everybody they name and are")} left out.`,
  absent: (count) => `${count === 1 ? "1 person who declined is" : `${count} people who declined are`} not on call.`,
  room: (count) =>
    `${count === 1 ? "1 room, resource or group is" : `${count} rooms, resources or groups are`} no person and left out.`,
  unnamed: (count) => `${countShifts(count, "names nobody and is", "name nobody and are")} left out.`,
  endless: (count) =>
    `${count === 1 ? "1 event has no end after its start and is" : `${count} events have no end after their start and are`} left out.`,
  unreadable: (count) =>
    `${count === 1 ? "1 event cannot be read and is" : `${count} events cannot be read and are`} left out.`,
  todo: (count) => `${count === 1 ? "1 task is" : `${count} tasks are`} no shift and left out.`,
  journal: (count) => `${count === 1 ? "1 journal entry is" : `${count} journal entries are`} no shift and left out.`,
  answer: (count) =>
    `${count === 1 ? "1 answer to an invitation is" : `${count} answers to invitations are`} no shift and left out.`,
  other: (count) =>
    `${count === 1 ? "1 other part" : `${count} other parts`} of the file holds no shift and is left out.`,
};
