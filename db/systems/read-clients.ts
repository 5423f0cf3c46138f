import { appDb } from "@/db/connection/client";
import { runQuery } from "@/db/connection/typed-sql";
import { clients } from "@/db/schema/systems";
import type { NamedRef } from "@/lib/rules/record";

/** The clients of the register by name, at most 1,000. */
export const readClients = (): Promise<NamedRef[]> => runQuery(clientsQuery);

const clientsQuery = () =>
  appDb().select({ id: clients.id, name: clients.name }).from(clients).orderBy(clients.name).limit(1000);
