import { z } from "zod";
import { connect } from "./connect";

const kindRow = z.object({ kind: z.enum(["demo", "production"]) });

/** The same for the database at `url` (its owner's), before the server is started. */
export async function installationKindAt(url: string): Promise<"demo" | "production"> {
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`select kind from installation`;
    return kindRow.parse(row).kind;
  } finally {
    await sql.end();
  }
}

const installationRow = z.object({ siteTimezone: z.string(), organisation: z.string() });

/** What the database at `url` (its owner's) says of its installation: the site's zone and the organisation. */
export async function installationAt(url: string): Promise<z.infer<typeof installationRow>> {
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`select site_timezone as "siteTimezone", organisation from installation`;
    return installationRow.parse(row);
  } finally {
    await sql.end();
  }
}
