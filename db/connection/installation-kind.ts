import { z } from "zod";
import { appSql } from "./client";

const kind = z.enum(["demo", "production"]);
let cachedKind: z.infer<typeof kind> | undefined;

/** Demo or production. Set by the first migration and immutable, so it is read once. */
export async function installationKind(): Promise<z.infer<typeof kind>> {
  if (cachedKind) return cachedKind;
  const [row] = await appSql()`select kind from installation`;
  cachedKind = kind.parse(row?.kind);
  return cachedKind;
}
