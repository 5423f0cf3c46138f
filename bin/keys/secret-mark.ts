import { hkdfSync } from "node:crypto";

/**
 * Tells processes that share AUTH_SECRET from others, and nothing else of it. Each process that serves pages names it to the
 * database in its connections.
 */
export const secretMark = (authSecret: string): string =>
  Buffer.from(hkdfSync("sha256", authSecret, "", "windlass secret mark", 4)).toString("hex");
