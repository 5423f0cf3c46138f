import { type DatabaseAddress, parseDatabaseAddress } from "./database-address";
import { addressVariables, type DatabaseRole, databaseRoleName } from "./database-roles";

/** Why a database could not be reached: the code of PostgreSQL, of the driver or of the system, and a message without secrets. */
type ConnectFailure = { readonly code: string; readonly message: string };

/** The sentence about an address that cannot be read. */
export const unreadableAddress = (variable: string): string =>
  `${variable} is not an address like postgres://windlass_app:password@db.example.com:5432/windlass.`;

/** The sentence about an address that cannot be reached: which variable, what happened, what to do. Never its password. */
export function connectProblem(variable: string, url: string, failure: ConnectFailure): string {
  const address = parseDatabaseAddress(url);
  if (!address) return unreadableAddress(variable);
  const known = connectProblems.find(({ codes }) => codes.some((code) => failure.code.startsWith(code)));
  const { happened, next } = known ?? unknownProblem;
  return `${variable}: ${happened(address, failure)} ${next}`;
}

type Problem = {
  readonly codes: readonly string[];
  happened(address: DatabaseAddress, failure: ConnectFailure): string;
  readonly next: string;
};

const hostsOf = ({ hosts }: DatabaseAddress) => hosts || "localhost";
const checkAddress = "Check the host and the port in the address, and that PostgreSQL runs.";

const connectProblems: readonly Problem[] = [
  {
    codes: ["ENOTFOUND", "EAI_"],
    happened: (address) => `no host was found for ${hostsOf(address)}.`,
    next: "Check the name in the address, and this machine’s DNS.",
  },
  {
    codes: ["ECONNREFUSED", "ENOENT"],
    happened: (address) => `nothing accepts connections at ${hostsOf(address)}.`,
    next: checkAddress,
  },
  {
    codes: ["ETIMEDOUT", "CONNECT_TIMEOUT", "EHOST", "ENET"],
    happened: (address) => `${hostsOf(address)} did not answer in time.`,
    next: "Check the host in the address, and the firewalls between.",
  },
  {
    codes: ["28P01"],
    happened: ({ user }) => `PostgreSQL refused the password of ${user}.`,
    next: "Check it, or set a new one: windlass roles --new-passwords.",
  },
  {
    codes: ["28"],
    happened: ({ user }, { message }) => `PostgreSQL does not let ${user} in: ${message}.`,
    next: "Check that the role exists and may log in, and that pg_hba.conf lets it in from this machine.",
  },
  {
    codes: ["3D000"],
    happened: ({ database }) => `there is no database ${database}.`,
    next: "Make it with windlass roles, or check the name in the address.",
  },
  {
    codes: ["42501"],
    happened: ({ user, database }) => `${user} lacks the right to connect to ${database}.`,
    next: "Run windlass roles, which grants it.",
  },
  {
    codes: ["53300"],
    happened: (address) => `${hostsOf(address)} has no free connection.`,
    next: "End other programs, or raise max_connections.",
  },
  {
    codes: ["57P03"],
    happened: (address) => `${hostsOf(address)} is starting or stopping.`,
    next: "Try again in a minute.",
  },
  {
    codes: ["SELF_SIGNED", "DEPTH_ZERO", "UNABLE_TO_", "CERT_", "ERR_TLS", "ERR_SSL", "HOSTNAME_MISMATCH", "EPROTO"],
    happened: (address, { code }) => `the certificate of ${hostsOf(address)} is not trusted (${code}).`,
    next: "Name its issuer’s certificate in NODE_EXTRA_CA_CERTS, and check sslmode in the address.",
  },
  {
    codes: ["ECONNRESET", "CONNECTION_", "EPIPE"],
    happened: (address) => `${hostsOf(address)} ended the connection before it was open.`,
    next: "If the address has sslmode, check that PostgreSQL offers TLS; else check what stands between.",
  },
];

const unknownProblem: Omit<Problem, "codes"> = {
  happened: (address, { code, message }) => `${hostsOf(address)} cannot be used: ${message || code}`,
  next: checkAddress,
};

/** What a role has to be able to do, in words. */
type NeededRight = { readonly role: DatabaseRole; readonly right: string };

/** The sentence about a role that lacks a right which its variable needs. */
export const missingRight = ({ role, right }: NeededRight, user: string): string =>
  `${addressVariables[role]}: ${user} lacks the right to ${right}. ${role === "owner" ? "Run windlass roles, and name windlass_owner there." : `Name ${databaseRoleName(role)} there, to whom each start grants it.`}`;

/** The sentence about an address that leads to another database than the owner's. */
export const otherDatabase = (role: DatabaseRole): string =>
  `${addressVariables[role]} leads to another database than ${addressVariables.owner}. All of them have to lead to one.`;
