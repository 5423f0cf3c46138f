import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";

export type KnownClient = { readonly id: number; readonly name: string };

/** The clients of the register by name, at most 1,000. */
export const readClients = (): Promise<KnownClient[]> =>
  rowsOf<KnownClient>(appDb(), sql`select k.id::integer as id, k.name from clients k order by k.name limit 1000`);
