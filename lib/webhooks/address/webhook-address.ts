const maxLength = 1000;

/** Why a text is no address that a webhook can send to, as a sentence; null where it is one. Where it leads is judged apart. */
export function webhookAddressProblem(text: string): string | null {
  if (text.length > maxLength) return `An address can have at most ${maxLength.toLocaleString("en")} characters.`;
  if (!URL.canParse(text)) return "Give an address like https://hooks.example.com/windlass.";
  const { protocol, username, password, hostname } = new URL(text);
  if (protocol !== "https:" && protocol !== "http:") return "An address starts with https://.";
  if (username || password) return "Leave user name and password out of the address.";
  return /^[a-z0-9.:[\]_-]{1,253}$/.test(hostname) ? null : "The name of the host is not valid.";
}

/** What an address may have after its #: the key of an integration of PagerDuty, and nothing else; a sentence, or null. */
export function routingKeyProblem(address: string, template: string): string | null {
  const key = routingKeyOf(address);
  if (template !== "pagerduty") return key === "" ? null : "Leave out the # and what follows it.";
  return /^\w{10,64}$/.test(key) ? null : "For PagerDuty, add # and the integration key to the end of the address.";
}

/** Scheme, host and port of an address: what may be shown of it. */
export const webhookOrigin = (address: string): string => new URL(address).origin;

/** What follows the # of an address: it is not part of the request. The key of a PagerDuty integration stands there. */
export const routingKeyOf = (address: string): string => new URL(address).hash.slice(1);
