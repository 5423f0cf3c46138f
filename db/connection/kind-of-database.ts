import { z } from "zod";
import { connect } from "./connect";

const kindRow = z.object({ kind: z.enum(["demo", "production"]) });

/** What the database at `url` (its owner's) was made to be for ever, at its first migration. */
export async function kindOfDatabase(url: string): Promise<"demo" | "production"> {
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`select kind from installation`;
    return kindRow.parse(row).kind;
  } finally {
    await sql.end();
  }
}
