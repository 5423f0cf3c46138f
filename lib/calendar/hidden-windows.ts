/** How many windows a page leaves out, and how to see them. */
export const hiddenWindowsSentence = (count: number): string =>
  `${count.toLocaleString("en")} more ${count === 1 ? "window is" : "windows are"} not shown. Choose a client or a system under “Go to a date, filter”, or fewer days.`;
