import type { RosterFile } from "./collect-turns";
import { skippedSentences } from "./skipped";

/** What a preview says of how a calendar file was read: what is left out, in which zones, and what was joined. */
export const rosterFileNotes = ({ leftOut, zones, floating, joined, goOn }: RosterFile): readonly string[] => [
  ...skippedSentences(leftOut),
  ...zones.map(([named, read]) => `“${named}” is read as ${read}.`),
  ...(floating ? [`Times that name no zone are read in ${floating}.`] : []),
  ...(joined > 0
    ? [
        `${joined === 1 ? "1 shift that ends" : `${joined} shifts that end`} a minute or less before the next begins, or at 59 seconds, ${joined === 1 ? "is" : "are"} read as lasting until then.`,
      ]
    : []),
  ...(goOn > 0
    ? [
        `${goOn === 1 ? "1 series goes" : `${goOn} series go`} on after a year and ${goOn === 1 ? "is" : "are"} placed for a year.`,
      ]
    : []),
];
