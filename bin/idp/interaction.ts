import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import { errors } from "oidc-provider";
import { demoAccounts } from "@/lib/people/demo-accounts";
import { errorPage, signInPage } from "./pages";

/** Shows the accounts on GET; on POST signs in as the one whose button was pressed. */
export async function handleInteraction(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const interaction = await provider.interactionDetails(request, response);
    const action = `/idp/interaction/${interaction.uid}`;
    if (request.method !== "POST") return sendPage(response, 200, signInPage(action));
    const account = new URLSearchParams(await bodyOf(request)).get("account");
    if (!demoAccounts.some(({ id }) => id === account)) return sendPage(response, 400, signInPage(action));
    await forgetSession(provider, interaction);
    await provider.interactionFinished(request, response, { login: { accountId: account ?? "" } });
  } catch (error) {
    if (!(error instanceof errors.OIDCProviderError)) throw error;
    sendPage(response, 400, errorPage(error.message, error.error_description));
  }
}

type Interaction = Awaited<ReturnType<Provider["interactionDetails"]>>;

// In a demo one browser signs in as several people. By default the provider would sign the previous
// one out through a page that needs JavaScript.
async function forgetSession(provider: Provider, interaction: Interaction): Promise<void> {
  if (!interaction.session) return;
  const session = await provider.Session.findByUid(interaction.session.uid);
  await session?.destroy();
  interaction.session = undefined;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
}

const maxBodyBytes = 10_000;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part);
    if (Buffer.concat(parts).length > maxBodyBytes) throw new errors.InvalidRequest("the form is too long");
  }
  return Buffer.concat(parts).toString("utf8");
}

function sendPage(response: ServerResponse, status: number, body: string): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(body);
}
