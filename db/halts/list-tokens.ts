import { desc, eq, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { answerTo, type RowOf } from "@/db/connection/rows";
import { called, utc } from "@/db/connection/select";
import { events } from "@/db/schema/events";
import { gateTokens } from "@/db/schema/halts";
import { people } from "@/db/schema/people";
import { clients } from "@/db/schema/systems";

/** A token of the gate as leads see it; its secret is known to nobody. Instants are ISO texts in UTC. */
export type KnownToken = RowOf<typeof tokensQuery>;

/** The tokens of the gate, at most 200: those that live, then those that were revoked, the latest first. */
export const readTokens = (): Promise<KnownToken[]> => answerTo(tokensQuery);

const tokensQuery = () =>
  appDb()
    .select({
      id: gateTokens.id,
      name: gateTokens.name,
      client: clients.name,
      madeBy: called(people),
      createdAt: utc(gateTokens.createdAt),
      revokedAt: utc(gateTokens.revokedAt),
    })
    .from(gateTokens)
    .innerJoin(clients, eq(clients.id, gateTokens.clientId))
    .innerJoin(events, eq(events.id, gateTokens.eventId))
    .innerJoin(people, eq(people.id, events.personId))
    .orderBy(sql`${gateTokens.revokedAt} is not null`, desc(gateTokens.id))
    .limit(200);
