import { expect, it } from "vitest";
import { startProgress } from "./progress";

function progressOn(isTTY: boolean) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const output = { isTTY, write: (text: string) => written.push(text) > 0 };
  return { written, clock, progress: startProgress("Restoring", output, () => clock.ms) };
}

it("on a terminal rewrites one line, with the time that is left, and clears it at the end", () => {
  const { written, clock, progress } = progressOn(true);
  clock.ms = 30_000;
  progress.update(25, 100);
  clock.ms = 30_100;
  progress.update(26, 100);
  progress.end();
  expect(written).toEqual(["\r\u001b[KRestoring: 25 %, 90 s left", "\r\u001b[K"]);
});

it("in a log says a line every ten seconds", () => {
  const { written, clock, progress } = progressOn(false);
  for (; clock.ms <= 40_000; clock.ms += 1_000) progress.update(clock.ms, 7_200_000);
  progress.end();
  expect(written.map((line) => line.trimEnd())).toEqual(
    ["Restoring: 0 %", "Restoring: 0 %", "Restoring: 0 %", "Restoring: 0 %"].map((line) =>
      expect.stringMatching(`^${line}`),
    ),
  );
});
