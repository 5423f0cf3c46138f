import { z } from "zod";
import { base64UrlFrom, textFromBase64Url } from "./base64-url";

const cursorContent = z.tuple([z.string(), z.int().min(0)]);

/** An opaque place in a list: behind the row numbered `after`. Rows that arrive later stand behind it or are met on the way. */
export const cursorAfter = (list: string, after: number): string => base64UrlFrom(JSON.stringify([list, after]));

/** The number behind which the page of a cursor begins; null for what is no cursor of that list. */
export function readCursor(list: string, cursor: string): number | null {
  try {
    const [of, after] = cursorContent.parse(JSON.parse(textFromBase64Url(cursor)));
    return of === list ? after : null;
  } catch {
    return null;
  }
}
