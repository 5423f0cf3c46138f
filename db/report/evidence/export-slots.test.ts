import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ExportSlots } from "./export-slots";
import { writeWithBackpressure } from "./write-with-backpressure";

const freed = (slot: unknown) => (typeof slot === "function" ? slot() : undefined);

describe("places among those who get a file written", () => {
  it("are one a person, and so many in all", () => {
    const slots = new ExportSlots(3);
    const first = slots.tryAcquire(1);
    expect(slots.tryAcquire(1)).toBe("yours");
    slots.tryAcquire(2);
    slots.tryAcquire(3);
    expect(slots.tryAcquire(4)).toBe("busy");
    freed(first);
    expect(slots.tryAcquire(4)).toEqual(expect.any(Function));
  });
});

describe("a place for which somebody waits", () => {
  it("is theirs as the one before is given back, which is given back once", async () => {
    const slots = new ExportSlots(3);
    const first = slots.tryAcquire(1);
    const next = slots.acquire(1, 60_000);
    freed(first);
    expect(await next).toEqual(expect.any(Function));
    freed(first);
    expect(slots.tryAcquire(1)).toBe("yours");
  });

  it("is waited for no longer than they would", async () => {
    const slots = new ExportSlots(3);
    slots.tryAcquire(1);
    expect(await slots.acquire(1, 20)).toBe("yours");
  });
});

describe("a file that is written", () => {
  const impatient = { stallTimeoutMs: 200, graceMs: 300, minCharsPerSecond: 1_000_000 };
  async function* pieces(count: number) {
    for (let index = 0; index < count; index++) yield "x".repeat(1000);
  }

  it("comes whole to who reads it", async () => {
    const { readable, writable } = new TextEncoderStream();
    const [text] = await Promise.all([
      new Response(readable).text(),
      writeWithBackpressure(pieces(50), writable, impatient),
    ]);
    expect(text.length).toBe(50_000);
  });

  it("ends for a reader who stalls", async () => {
    const { writable } = new TextEncoderStream();
    await expect(writeWithBackpressure(pieces(50), writable, impatient)).rejects.toThrow("too slowly");
  });

  it("ends for a reader who takes a little now and then", async () => {
    const { readable, writable } = new TextEncoderStream();
    const reader = readable.getReader();
    const reading = (async () => {
      for (;;) {
        await pause(50);
        if ((await reader.read()).done) return;
      }
    })().catch(() => {});
    await expect(writeWithBackpressure(pieces(1000), writable, impatient)).rejects.toThrow("too slowly");
    await reading;
  });

  it("ends quietly for a reader who left", async () => {
    const { readable, writable } = new TextEncoderStream();
    const written = writeWithBackpressure(pieces(1000), writable, impatient);
    await readable.cancel();
    await written;
  });
});
