import { appDb } from "@/db/connection/client";
import { answerTo, type RowOf } from "@/db/connection/rows";
import { clients } from "@/db/schema/systems";

export type KnownClient = RowOf<typeof clientsQuery>;

/** The clients of the register by name, at most 1,000. */
export const readClients = (): Promise<KnownClient[]> => answerTo(clientsQuery);

const clientsQuery = () =>
  appDb().select({ id: clients.id, name: clients.name }).from(clients).orderBy(clients.name).limit(1000);
