import type { Side } from "./side";
import { signIn } from "./sign-in";

const accounts = ["operator-1", "operator-2", "reviewer-1", "reviewer-2", "ops-lead-1", "ops-lead-2"] as const;
export type Account = (typeof accounts)[number];

/** A build that runs, with the session's token of each person who is measured in it. */
export type Running = { readonly url: string; readonly side: Side; readonly tokens: Readonly<Record<string, string>> };

/** Signs everybody in. */
export async function runningOf(side: Side): Promise<Running> {
  const tokens: Record<string, string> = {};
  for (const account of accounts) tokens[account] = await signIn(side.url, account);
  return { url: side.url, side, tokens };
}
