import postgres, { type Sql } from "postgres";

/** A pool of at most `max` connections to `url`. Nothing in it waits for ever: each wait has its timeout. */
export function openPool(url: string, { name, max }: { name: string; max: number }): Sql {
  return postgres(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 5,
    backoff: () => 0.2,
    onnotice: () => {},
    connection: {
      application_name: name,
      TimeZone: "UTC",
      statement_timeout: 10_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  });
}
