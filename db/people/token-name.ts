import { sql } from "drizzle-orm";
import { constantSql } from "@/db/connection/typed-sql";

/** The name of the token by which the event `e` was taken, with its service account's; null where a person took it. */
export const tokenName = constantSql(
  sql`case when e.token_id is not null then (select concat_ws(' of ', '“' || t.name || '”', a.name) from api_tokens t left join accounts a on a.id = t.account_id where t.id = e.token_id) end`,
);
