import { createHash, randomBytes, randomUUID } from "node:crypto";
import postgres from "postgres";
import type { Product } from "../e2e/product";
import { demoIssuer } from "../lib/people/demo-accounts";

/** Opens a session as the sign-in would; returns its token. */
export async function newSession(product: Product, account: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const owner = await product.sql("owner");
  const [person] = await owner`
    select name, email, roles_of(id) as roles from people where issuer = ${demoIssuer} and subject = ${account}`;
  const signin = postgres(await product.urlOf("signin"), { max: 1 });
  try {
    await signin`select sign_in(${demoIssuer}, ${account}, ${person?.name}, ${person?.email}, ${person?.roles}, ${null}, ${sha256(token)})`;
  } finally {
    await signin.end();
  }
  return token;
}

/** Drafts and notes, on 8 connections in parallel. */
export async function takeSteps(product: Product, token: string, count: number): Promise<void> {
  const app = postgres(await product.urlOf("app"), { max: 8, onnotice: () => {} });
  const draft = {
    type: "normal",
    title: "Measured",
    category: "configuration",
    systems: [1],
    what: "Set a value.",
    why: "To measure.",
  };
  try {
    let left = count;
    const take = async (step: string, change: number | null, input: postgres.JSONValue): Promise<number> => {
      const [row] = await app<{ id: number }[]>`
        select perform_step(${token}, ${randomUUID()}, ${sha256(randomUUID())}, 'change', ${change}, ${step}, ${null}, ${app.json(input)}) ->> 'id' as id`;
      return Number(row?.id);
    };
    const one = async () => {
      let change = await take("draft", null, draft);
      while (--left > 0)
        change =
          left % 10 === 0 ? await take("draft", null, draft) : await take("note", change, { comment: "Going well." });
    };
    await Promise.all(Array.from({ length: 8 }, one));
  } finally {
    await app.end();
  }
}

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
