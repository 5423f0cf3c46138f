import { once } from "node:events";
import { openLog } from "@/db/monitoring/log";
import { type IdentityTrust, signInHandlers } from "./handlers";
import { serveSignIns } from "./server";

export type SignInConfig = IdentityTrust & { readonly database: string; readonly secret: string };

openLog("sign-in", process.env.LOG_FORMAT === "json" ? "json" : "text");

// The only process that can open a session. Its configuration comes by IPC: its environment holds no secret.
const [config]: SignInConfig[] = await once(process, "message");
if (!config) throw new Error("The sign-in process received no settings.");
process.env.SIGNIN_DATABASE_URL = config.database;
process.send?.(await serveSignIns(signInHandlers(config), config.secret));
