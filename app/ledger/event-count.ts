/** "1 event", "12,345 events". */
export const eventCount = (events: number): string =>
  `${events.toLocaleString("en")} ${events === 1 ? "event" : "events"}`;
