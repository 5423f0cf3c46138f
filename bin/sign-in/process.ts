import { once } from "node:events";
import { signInAnswers, type Vouching } from "./answers";
import { serveSignIns } from "./server";

export type Orders = Vouching & { readonly database: string; readonly secret: string };

// The only process that can open a session. Its configuration comes by IPC: its environment holds no secret.
const [orders]: Orders[] = await once(process, "message");
if (!orders) throw new Error("The sign-in process received no settings.");
process.env.SIGNIN_DATABASE_URL = orders.database;
process.send?.(await serveSignIns(signInAnswers(orders), orders.secret));
