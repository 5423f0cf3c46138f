import { makePgArray } from "drizzle-orm/pg-core";
import type { PostgresType } from "postgres";
import { parse as parseArray } from "postgres-array";

/**
 * The array types of PostgreSQL whose values the product reads and sends. Their numbers never change. The driver could ask the
 * database for them, but a connection that is lost while it does so rejects a promise that nobody handles, which ends the process.
 */
export const arrayTypes: Readonly<Record<string, PostgresType>> = {
  booleans: arrayOf(1000, (element) => element === "t"),
  byteas: arrayOf(1001, toBytes),
  names: arrayOf(1003, String),
  integers: arrayOf(1007, Number),
  texts: arrayOf(1009, String),
  varchars: arrayOf(1015, String),
  bigints: arrayOf(1016, Number),
};

function arrayOf(oid: number, parse: (element: string) => unknown): PostgresType {
  return {
    to: oid,
    from: [oid],
    parse: (text: string) => parseArray(text, parse),
    serialize: (elements: string | unknown[]) => (typeof elements === "string" ? elements : makePgArray(elements)),
  };
}

function toBytes(element: string): Buffer {
  return Buffer.from(element.slice(2), "hex");
}
