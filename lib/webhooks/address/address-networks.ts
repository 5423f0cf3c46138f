import ipaddr from "ipaddr.js";

/** Where webhooks may send beside public addresses. */
export type NetworkRules = {
  /** Networks like 10.20.0.0/16, from WEBHOOK_ALLOWED_NETWORKS. */
  readonly allowedNetworks: readonly string[];
  /** This machine itself, also by http: in a demonstration. */
  readonly allowsLoopback: boolean;
};

/** Public addresses at which a cloud answers its own machines with their secrets; all others are in private ranges. */
const metadataAddresses = ["168.63.129.16"];

/** Whether a text is a network like 10.20.0.0/16 or fd00::/8. */
export const isNetwork = (text: string): boolean => ipaddr.isValidCIDR(text);

/**
 * Why nothing may be sent to a host that has these addresses, as a sentence; null where it may. One address of several that is
 * refused refuses all. By http only this machine, or a network that is allowed, is reached.
 */
export function addressRefusal(
  protocol: string,
  addresses: readonly string[],
  { allowedNetworks, allowsLoopback }: NetworkRules,
): string | null {
  if (addresses.length === 0) return "The name of the host leads nowhere.";
  const parsed = addresses.map((address) => (ipaddr.isValid(address) ? ipaddr.process(address) : null));
  const isAllowed = (address: Address) =>
    allowedNetworks.some((network) => isWithin(address, network)) || (allowsLoopback && address.range() === "loopback");
  if (parsed.some((address) => !address || !(isAllowed(address) || isPublic(address)))) return privateAddress;
  if (protocol === "https:") return null;
  return parsed.every((address) => address && isAllowed(address)) ? null : "An address starts with https://.";
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const privateAddress =
  "The address is in a private network. Ask whoever runs Windlass to allow that network in WEBHOOK_ALLOWED_NETWORKS.";

const isPublic = (address: Address): boolean =>
  address.range() === "unicast" && !metadataAddresses.includes(address.toString());

function isWithin(address: Address, network: string): boolean {
  const [base, bits] = ipaddr.parseCIDR(network);
  return base.kind() === address.kind() && address.match(base, bits);
}
