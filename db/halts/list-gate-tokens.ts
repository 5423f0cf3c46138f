import { desc, eq, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoColumn } from "@/db/connection/iso-instant";
import { type RowOf, runQuery } from "@/db/connection/typed-sql";
import { events } from "@/db/schema/events";
import { gateTokens } from "@/db/schema/halts";
import { people } from "@/db/schema/people";
import { clients } from "@/db/schema/systems";

/** A gate token in the list of leads, without its secret. Instants are ISO in UTC. */
export type ListedToken = RowOf<typeof tokensQuery>;

/** At most 200 gate tokens: valid ones first, then revoked ones, each newest first. */
export const listGateTokens = (): Promise<ListedToken[]> => runQuery(tokensQuery);

const tokensQuery = () =>
  appDb()
    .select({
      id: gateTokens.id,
      name: gateTokens.name,
      client: clients.name,
      createdBy: personName("people"),
      createdAt: isoColumn(gateTokens.createdAt),
      revokedAt: isoColumn(gateTokens.revokedAt),
    })
    .from(gateTokens)
    .innerJoin(clients, eq(clients.id, gateTokens.clientId))
    .innerJoin(events, eq(events.id, gateTokens.eventId))
    .innerJoin(people, eq(people.id, events.personId))
    .orderBy(sql`${gateTokens.revokedAt} is not null`, desc(gateTokens.id))
    .limit(200);
