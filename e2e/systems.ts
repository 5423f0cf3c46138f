import { randomBytes } from "node:crypto";
import type { Product } from "./product";

export type TestSystem = { readonly id: number; readonly name: string };

/** A system of its own, so that windows of different tests never conflict. */
export async function newSystem(product: Product): Promise<TestSystem> {
  const sql = await product.sql("owner");
  const name = `test-${randomBytes(4).toString("hex")}`;
  const input = { client: "Harbour Bank", name, systemKind: "test bench" };
  const [event] = await sql`
    insert into events (subject_type, step, person_id, received_at, loaded, input)
    select 'system', 'register', id, windlass_now() - interval '60 days', true, ${sql.json(input)}
    from people where subject = 'operator-1'
    returning subject_id as id`;
  return { id: Number(event?.id), name };
}
