import { withheldText } from "@/lib/systems/client-view";
import type { TimeFormatter } from "@/lib/time/time-formatter";
import type { TextOrRedaction } from "./change-audit";

/** What somebody wrote, as plain text with its line breaks; or that it was redacted, by whom and when. */
export const formatText = (
  text: TextOrRedaction | null,
  formatTime: TimeFormatter,
  missing = "not written",
): string => {
  if (!text) return missing;
  if ("leftOut" in text) return withheldText;
  return "text" in text ? text.text : `[redacted by ${text.redacted.by}, ${formatTime(text.redacted.at)}]`;
};
