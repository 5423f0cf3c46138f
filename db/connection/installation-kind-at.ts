import { z } from "zod";
import { withConnection } from "./connect";

const kindRow = z.object({ kind: z.enum(["demo", "production"]) });

/** The same for the database at `url` (its owner's), before the server is started. */
export const installationKindAt = (url: string): Promise<"demo" | "production"> =>
  withConnection(url, async (sql) => {
    const [row] = await sql`select kind from installation`;
    return kindRow.parse(row).kind;
  });

const installationRow = z.object({ siteTimezone: z.string(), organisation: z.string() });

/** What the database at `url` (its owner's) says of its installation: the site's zone and the organisation. */
export const installationAt = (url: string): Promise<z.infer<typeof installationRow>> =>
  withConnection(url, async (sql) => {
    const [row] = await sql`select site_timezone as "siteTimezone", organisation from installation`;
    return installationRow.parse(row);
  });
