import type { Product } from "./product";

/** Puts the demo's clock to that instant while `work` is done, and back to the machine's afterwards. */
export async function atClock<T>(product: Product, instant: string, work: () => Promise<T>): Promise<T> {
  const sql = await product.sql("owner");
  await sql`update installation set clock_offset = ${instant}::timestamptz - clock_timestamp()`;
  try {
    return await work();
  } finally {
    await sql`update installation set clock_offset = '0'`;
  }
}
