import { leftOutWords } from "@/lib/systems/client-view";
import type { Teller } from "@/lib/time/format-many";
import type { Written } from "./trace";

/** What somebody wrote, as plain text with its line breaks; or that it was redacted, by whom and when. */
export const writtenText = (written: Written | null, tell: Teller, missing = "not written"): string => {
  if (!written) return missing;
  if ("leftOut" in written) return leftOutWords;
  return "text" in written ? written.text : `[redacted by ${written.redacted.by}, ${tell(written.redacted.at)}]`;
};
