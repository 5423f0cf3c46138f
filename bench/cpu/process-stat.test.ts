import { describe, expect, it } from "vitest";
import { parseStat, ticksOfTree } from "./process-stat";

/** As Linux writes it: pid, name, state, parent, …, utime, stime, cutime, cstime, …. */
const line = (pid: number, name: string, parent: number, times: readonly [number, number, number, number]) =>
  `${pid} (${name}) S ${parent} ${pid} ${pid} 0 -1 4194560 1391 7 0 0 ${times.join(" ")} 20 0 1 0 4021 34566144 1874 18446744073709551615\n`;

describe("a line of /proc/<pid>/stat", () => {
  it("gives the parent, the process's own time and that of its ended children", () => {
    expect(parseStat(line(42, "node", 7, [150, 30, 4, 1]))).toEqual({
      pid: 42,
      parent: 7,
      name: "node",
      ticks: 180,
      reapedTicks: 5,
    });
  });

  it("is read right when the name holds spaces, parentheses and digits", () => {
    expect(parseStat(line(42, "a) S 9 (b 1", 7, [1, 2, 3, 4]))).toMatchObject({
      parent: 7,
      name: "a) S 9 (b 1",
      ticks: 3,
      reapedTicks: 7,
    });
  });

  it("is refused when it is something else", () => {
    expect(() => parseStat("")).toThrow("no line of /proc");
    expect(() => parseStat("42 (node) S 7")).toThrow("no line of /proc");
  });
});

describe("the time of a tree", () => {
  const before = [
    line(1, "init", 0, [900, 900, 900, 900]),
    line(10, "node", 1, [100, 10, 3, 0]),
    line(11, "next-server", 10, [500, 50, 0, 0]),
    line(12, "sh", 10, [0, 1, 0, 0]),
    line(13, "postgres", 12, [20, 5, 70, 30]),
    line(14, "postgres", 13, [40, 2, 0, 0]),
    line(15, "archiver", 13, [8, 0, 0, 0]),
    line(99, "postgres", 1, [7, 7, 7, 7]),
  ].map(parseStat);

  it("is that of the server, and apart from it of PostgreSQL and whatever PostgreSQL started; of nobody else", () => {
    expect(ticksOfTree(before, 10)).toEqual({ server: 113 + 550 + 1, database: 125 + 42 + 8 });
  });

  it("stays the same when a backend ends and its time goes over to the postmaster", () => {
    const after = before
      .filter(({ pid }) => pid !== 14)
      .map((each) => (each.pid === 13 ? { ...each, reapedTicks: each.reapedTicks + 42 } : each));
    expect(ticksOfTree(after, 10)).toEqual(ticksOfTree(before, 10));
  });

  it("of a process that is gone is an error, not nothing", () => {
    expect(() => ticksOfTree(before, 77)).toThrow("Process 77 is gone");
  });
});
