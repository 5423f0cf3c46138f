import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Product } from "./product";
import { tokenOf } from "./sign-in";

/** Lets the window's session run out, as half an hour of silence does. */
export async function expire(product: Product, page: Page): Promise<void> {
  const sql = await product.sql("owner");
  await sql`
    update sessions set last_seen_at = last_seen_at - interval '31 minutes'
    where token_sha256 = ${createHash("sha256")
      .update(await tokenOf(page))
      .digest()}`;
}

/** Ends the window's session, as its person or a lead does from elsewhere. */
export async function revoke(product: Product, page: Page): Promise<void> {
  const sql = await product.sql("app");
  await sql`select sign_out(${createHash("sha256")
    .update(await tokenOf(page))
    .digest()})`;
}
