import { appDb } from "@/db/connection/client";
import { answerTo } from "@/db/connection/rows";
import { clients } from "@/db/schema/systems";
import type { Named } from "@/lib/rules/record";

/** The clients of the register by name, at most 1,000. */
export const readClients = (): Promise<Named[]> => answerTo(clientsQuery);

const clientsQuery = () =>
  appDb().select({ id: clients.id, name: clients.name }).from(clients).orderBy(clients.name).limit(1000);
