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
