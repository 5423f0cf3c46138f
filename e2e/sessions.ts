import type { Page } from "@playwright/test";
import { newToken, tokenHash } from "../db/people/session-token";
import { demoAccounts, demoIssuer, rolesOfAccount } from "../lib/people/demo-accounts";
import type { Product } from "./product";
import { tokenOf } from "./sign-in";

/** As the sign-in callback does. The identity provider has stories of its own. */
export async function openSession(product: Product, account: string): Promise<string> {
  const found = demoAccounts.find(({ id }) => id === account);
  if (!found) throw new Error(`There is no account ${account}.`);
  const [sql, token] = [await product.sql("signin"), newToken()];
  await sql`
    select sign_in(${demoIssuer}, ${account}, ${found.name}, ${found.email}, ${rolesOfAccount(found)}::text[], ${null}, ${tokenHash(token)})`;
  return token;
}

/** Neither expired nor revoked. */
export async function isSessionLive(product: Product, token: string): Promise<boolean> {
  const sql = await product.sql("owner");
  return (await sql`select from live_session(${tokenHash(token)})`).length === 1;
}

/** As after half an hour without a request. */
export async function expireSession(product: Product, page: Page): Promise<void> {
  const sql = await product.sql("owner");
  await sql`
    update sessions set last_seen_at = last_seen_at - interval '31 minutes'
    where token_sha256 = ${tokenHash(await tokenOf(page))}`;
}

/** As its person or a lead does from elsewhere. */
export async function revokeSession(product: Product, page: Page): Promise<void> {
  const sql = await product.sql("app");
  await sql`select sign_out(${tokenHash(await tokenOf(page))})`;
}
