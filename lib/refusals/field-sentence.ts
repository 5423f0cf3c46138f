import type { Detail } from "@/lib/text/fill-in";
import { entryValueRefusals, fieldRefusals } from "./field-refusals";
import { filledWords } from "./refusal-group";

const words = { ...fieldRefusals.words, ...entryValueRefusals.words };

/** What is said of a field; for browser and server. `refusalSentence` says the same, and every other refusal. */
export const fieldSentence = (code: keyof typeof words, detail: Detail = {}): string =>
  filledWords(words[code], detail, String);
