import type { Page } from "@playwright/test";
import type { Product } from "./product";
import { tokenOf } from "./sign-in";

/** Inserts the event as the app's role with the page's session; returns the refused precondition, or "taken". */
export async function stepBySql(product: Product, page: Page, id: number, step: string, input = {}): Promise<string> {
  const [sql, token] = [await product.sql("app"), await tokenOf(page)];
  try {
    await sql.begin(async (tx) => {
      await tx`select set_config('windlass.session', ${token}, true)`;
      await tx`insert into events (subject_type, subject_id, step, read_at, input) values ('change', ${id}, ${step}, (select step_seq from changes where id = ${id}), ${tx.json(input)})`;
    });
    return "taken";
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: string };
    return code === "WL001" ? (JSON.parse(detail ?? "{}").need ?? String(detail)) : String(error);
  }
}
