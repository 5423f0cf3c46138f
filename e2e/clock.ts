import type { Product } from "./product";

export async function withDemoClock<T>(product: Product, instant: string, work: () => Promise<T>): Promise<T> {
  const sql = await product.sql("owner");
  await sql`update installation set clock_offset = ${instant}::timestamptz - clock_timestamp()`;
  try {
    return await work();
  } finally {
    await sql`update installation set clock_offset = '0'`;
  }
}
