import { expect, it } from "vitest";
import { toSearchQuery } from "./search-query";

it.each([
  ["dns -cache", "dns -cache"],
  ['-"edge cache" dns', '-"edge cache" dns'],
  ["zero-downtime", "zero-downtime"],
  ["-".repeat(5), " ".repeat(5)],
  ["--dry-run - x", " -dry-run   x"],
  ['-"-"-"', ' " " "'],
])("%s", (typed, searched) => expect(toSearchQuery(typed)).toBe(searched));
