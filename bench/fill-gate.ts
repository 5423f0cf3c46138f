import { randomBytes, randomUUID } from "node:crypto";
import postgres from "postgres";
import { tokenHash } from "../db/people/session-token";
import type { Product } from "../e2e/product";
import { newSession } from "./take-steps";

/**
 * Places `count` halts and as many freezes, none of which covers what is asked: halts of the client’s other
 * applications, freezes in force of another client. Returns a token of the client “Measured”.
 */
export async function fillGate(product: Product, count: number): Promise<string> {
  const app = postgres(await product.urlOf("app"), { max: 4, onnotice: () => {} });
  const lead = await newSession(product, "ops-lead-1");
  const takeStep = async (recordType: string, id: number | null, step: string, input: postgres.JSONValue) => {
    const [row] = await app<{ id: number }[]>`
      select perform_step(${lead}, ${randomUUID()}, ${tokenHash(randomUUID())}, ${recordType}, ${id}, ${step}, ${null}, ${app.json(input)}) ->> 'id' as id`;
    return Number(row?.id);
  };
  const clientOf = async (client: string) => {
    const system = await takeStep("system", null, "register", { name: `${client} web`, client });
    const [row] = await app<{ id: number }[]>`select client_id::integer as id from systems where id = ${system}`;
    return row?.id ?? 0;
  };
  try {
    const [client, other] = [await clientOf("Measured"), await clientOf("Another")];
    const windowStart = new Date(Date.now() - 60_000).toISOString();
    const windowEnd = new Date(Date.now() + 86_400_000).toISOString();
    let left = count;
    const placeAll = async () => {
      while (left-- > 0) {
        await takeStep("halt", null, "place_halt", {
          client: "Measured",
          application: `app-${left}`,
          reason: "Measured.",
        });
        const covers = `client:${other}`;
        await takeStep("freeze", null, "place_freeze", {
          name: `Freeze ${left}`,
          covers,
          windowStart,
          windowEnd,
          reason: "Measured.",
        });
      }
    };
    await Promise.all(Array.from({ length: 4 }, placeAll));
    const secret = randomBytes(32).toString("base64url");
    await takeStep("installation", 1, "make_token", {
      name: "Measured",
      ofClient: client,
      gateToken: tokenHash(secret).toString("hex"),
    });
    return secret;
  } finally {
    await app.end();
  }
}
