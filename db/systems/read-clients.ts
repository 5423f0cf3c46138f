import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import type { Named } from "@/lib/rules/record";

/** The clients of the register by name, at most 1,000. */
export const readClients = (): Promise<Named[]> =>
  rowsOf<Named>(appDb(), sql`select k.id::integer as id, k.name from clients k order by k.name limit 1000`);
