import type { Installed } from "@/db/embedded/start-embedded";

/** The PostgreSQL whose folder TEST_POSTGRES names; it sorts by a language's rules, as one that somebody else set up may do. */
export function installedPostgres(): Installed | undefined {
  const folder = process.env.TEST_POSTGRES;
  return folder ? { folder, locale: ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"] } : undefined;
}
