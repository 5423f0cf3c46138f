import { newSigningKey } from "@/db/webhooks/signing-key";
import type { TestDatabase } from "@/testing/database";
import { hashOf, type SignedIn } from "@/testing/people";
import { takeStep } from "@/testing/steps";

type Database = Pick<TestDatabase, "app" | "owner" | "worker">;

/** Stores an address or a key as a page does, and returns the hash by which a step names it. */
export async function storeSecret({ app }: Pick<Database, "app">, who: SignedIn, secret: string): Promise<string> {
  const [row] = await app<{ hash: string }[]>`select store_webhook_secret(${hashOf(who.token)}, ${secret}) as hash`;
  return row?.hash ?? "";
}

type NewWebhook = {
  readonly address?: string;
  readonly eventTypes?: readonly string[];
  readonly template?: string;
  readonly ofClient?: number;
};

/** A webhook that a lead added, with its signing key. */
export async function addWebhook(
  db: Pick<Database, "app">,
  lead: SignedIn,
  {
    address = "https://hooks.example.com/windlass",
    eventTypes = ["change.*"],
    template = "standard",
    ...rest
  }: NewWebhook = {},
): Promise<{ readonly id: number; readonly key: string }> {
  const key = newSigningKey();
  const input = {
    name: "Deploy bot",
    address: new URL(address).origin,
    addressHash: await storeSecret(db, lead, address),
    signingKey: await storeSecret(db, lead, key),
    eventTypes,
    template,
    ...rest,
  };
  const { id } = await takeStep(db.app, lead, "webhook", null, "add_webhook", input);
  return { id, key };
}

/** Queues all that the log has for webhooks. */
export async function queueForWebhooks({ worker }: Pick<Database, "worker">): Promise<void> {
  for (let read = 500; read === 500; )
    read = Number((await worker`select queue_webhook_deliveries(500) as read`)[0]?.read);
}

export type ClaimedMessage = {
  readonly id: number;
  readonly address: string;
  readonly keys: readonly string[];
  readonly event: {
    readonly step: string;
    readonly messageId: string;
    readonly title: string | null;
    readonly logIndex: number;
  };
};

/** What a worker gets when it asks for the next message to a webhook. */
export async function claimMessage(
  { worker }: Pick<Database, "worker">,
  webhook: number,
): Promise<ClaimedMessage | null> {
  const [row] = await worker<
    { claimed: ClaimedMessage | null }[]
  >`select claim_webhook_delivery(${webhook}) as claimed`;
  return row?.claimed ?? null;
}

type Attempt = { readonly ok?: boolean; readonly status?: number; readonly answer?: string; readonly again?: string };

/** What a worker says of an attempt: delivered, unless it says otherwise. */
export const recordWebhookAttempt = (
  { worker }: Pick<Database, "worker">,
  id: number,
  { ok = true, status = 200, answer = "", again }: Attempt = {},
) =>
  worker`select record_webhook_attempt(${id}, ${ok}, ${`The endpoint answered ${status}.`}, ${status}, ${answer}, ${again ?? null}::interval)`;
