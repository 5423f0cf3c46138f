import { z } from "zod";
import { appSql } from "./client";

const kind = z.enum(["demo", "production"]);
let known: z.infer<typeof kind> | undefined;

/** Demo or production. Set by the first migration and immutable, so it is read once. */
export async function installationKind(): Promise<z.infer<typeof kind>> {
  if (known) return known;
  const [row] = await appSql()`select kind from installation`;
  known = kind.parse(row?.kind);
  return known;
}
