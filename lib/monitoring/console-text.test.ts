import { expect, it } from "vitest";
import { consoleText } from "./console-text";

it.each([
  ["\u001b[32m✓\u001b[0m Ready in 300ms", "✓ Ready in 300ms"],
  ["Failed http://host/calendar.ics?token=s3cret&type=normal", "Failed http://host/calendar.ics?…"],
  ["Is it ready? Yes.", "Is it ready? Yes."],
  ["x".repeat(5000), "x".repeat(2000)],
])("%j", (written, text) => expect(consoleText(written)).toBe(text));
