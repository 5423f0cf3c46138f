import { expect, it } from "vitest";
import { eventsAreMissing, parseCheckpoint } from "./outside-checkpoint";

const note = `windlass-ledger-c8b1e28e\n34\n${"A".repeat(43)}=\nat 2026-11-30T18:26:09.935050Z\n\n— windlass-ledger-c8b1e28e AAAA\n`;

it("a checkpoint is read by its head, and nothing else is taken for one", () => {
  expect(parseCheckpoint(note)).toEqual({ size: 34, root: `${"A".repeat(43)}=`, at: "2026-11-30T18:26:09.935050Z" });
  for (const other of [
    "",
    "34",
    "<!doctype html>",
    note.replace("34", "many"),
    note.replace("at 2026", "at x"),
    note.slice(0, 60),
  ])
    expect(parseCheckpoint(other)).toBeNull();
});

it("missing events are counted, with the setting that accepts exactly these", () => {
  const head = { size: 1_234, root: "", at: "2026-11-30T18:26:09Z" };
  expect(eventsAreMissing("/srv/kept", head, 34)).toMatch(/1,234 events .* lacks 34 of them.*ACCEPT_LOST_EVENTS=34\.$/);
});
