import type { Details } from "@/lib/text/fill-placeholders";
import { entryValueRefusals, fieldRefusals } from "./field-refusals";
import { fillSentence } from "./refusal-group";

const sentencesByCode = { ...fieldRefusals.sentences, ...entryValueRefusals.sentences };

/** What is said of a field; for browser and server. `refusalSentence` says the same, and every other refusal. */
export const fieldSentence = (code: keyof typeof sentencesByCode, details: Details = {}): string =>
  fillSentence(sentencesByCode[code], details, String);
