import { type SQL, sql } from "drizzle-orm";
import type { RecordType } from "@/lib/rules/record";

/** The clients and systems that a token is limited to; null where it is not. */
export type TokenLimits = {
  readonly clientIds: readonly number[] | null;
  readonly systemIds: readonly number[] | null;
};

export const isLimited = ({ clientIds, systemIds }: TokenLimits): boolean => clientIds !== null || systemIds !== null;

const idArray = (ids: readonly number[] | null): SQL =>
  ids === null ? sql`null::bigint[]` : sql`${`{${ids.join(",")}}`}::bigint[]`;

/** Records of a type that are about nothing else than what the token is limited to: those on which it can take a step. */
export const withinLimits = (recordType: RecordType, id: SQL, limits: TokenLimits): SQL =>
  isLimited(limits)
    ? sql`is_within_limits(${recordType}, ${id}, ${idArray(limits.clientIds)}, ${idArray(limits.systemIds)})`
    : sql`true`;

/** Whether a system `s` is one of those that the token is limited to. */
export const isPermittedSystem = ({ clientIds, systemIds }: TokenLimits): SQL =>
  sql`(${clientIds === null} or s.client_id = any (${idArray(clientIds)})) and (${systemIds === null} or s.id = any (${idArray(systemIds)}))`;

/** The names of the clients and systems that a row of that alias is limited to, as two keys of a JSON object. */
export const limitNames = (alias: "a" | "t"): SQL =>
  sql.raw(`'clients', array(select name from clients where id = any (${alias}.client_ids) order by name),
    'systems', array(select name from systems where id = any (${alias}.system_ids) order by name)`);
