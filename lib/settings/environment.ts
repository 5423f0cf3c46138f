import { z } from "zod";
import { defaultGroups } from "@/lib/people/demo-accounts";
import { parseRoleGroups, type RoleGroups } from "@/lib/people/group-roles";
import { roles } from "@/lib/rules/roles";
import { weekStartDays } from "@/lib/time/week";
import { isNetwork } from "@/lib/webhooks/address/address-networks";
import { defaultOrganisation } from "./organisation";

/** How a process logs: a JSON object a line, or sentences for people. */
const logFormats = ["json", "text"] as const;
export type LogFormat = (typeof logFormats)[number];

const port = z.coerce.number({ error: "is not a port number" }).int().min(1, "is not a port number").max(65535);

/** The environment as people may set it; each message follows the name it is about. */
export const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().optional(),
  WEB_PROCESSES: z.coerce
    .number({ error: "is not a number of processes from 1 to 16" })
    .int("is not a number of processes from 1 to 16")
    .min(1, "is not a number of processes from 1 to 16")
    .max(16, "is not a number of processes from 1 to 16")
    .default(1),
  APP_URL: z
    .string()
    .refine(isOrigin, "is not an address like https://windlass.example.com, without a path")
    .optional(),
  DATABASE_URL: z.string().optional(),
  READ_DATABASE_URL: z.string().optional(),
  SIGNIN_DATABASE_URL: z.string().optional(),
  WORKER_DATABASE_URL: z.string().optional(),
  MIGRATE_DATABASE_URL: z.string().optional(),
  ADMIN_DATABASE_URL: z.string().optional(),
  WINDLASS_DEMO: z.literal("1", { error: "is not 1" }).optional(),
  AUTH_SECRET: z.string().min(32, "is shorter than 32 characters").optional(),
  LEDGER_KEY: z.string().optional(),
  LEDGER_VERIFIER_KEY: z.string().optional(),
  LEDGER_KEY_REPLACES: z.string().optional(),
  OUTSIDE_CHECKPOINT: z.string().refine(isFileOrHttps, "is neither a file nor an https address").optional(),
  ACCEPT_LOST_EVENTS: z.coerce
    .number({ error: "is not a number of events" })
    .int("is not a number of events")
    .min(1, "is not a number of events")
    .optional(),
  GATE_KEY: z.string().optional(),
  OIDC_ISSUER: z.string().refine(isWebAddress, "is not an https address").optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPES: z
    .string()
    .default("openid profile email")
    .refine(isScopes, "does not list openid and the other scopes, separated by spaces"),
  OIDC_GROUPS_CLAIM: z.string().default("groups"),
  ROLE_GROUPS: z
    .string()
    .default(roles.map((role) => `${role}=${defaultGroups[role]}`).join(","))
    .transform(rolePairs),
  SITE_TIMEZONE: z.string().refine(isTimezone, "is not a time zone like Europe/Berlin").default("UTC"),
  WEEK_STARTS: z.enum(weekStartDays, { error: "is not monday, saturday or sunday" }).default("monday"),
  TRUSTED_PROXIES: z.coerce
    .number({ error: "is not the number of proxies in front" })
    .int()
    .min(0)
    .max(10, "is not the number of proxies in front")
    .default(0),
  ORGANISATION: z.string().default(defaultOrganisation),
  SLACK_WEBHOOK_URL: z.string().refine(isWebAddress, "is not a web address").optional(),
  SLACK_BOT_TOKEN: z.string().regex(/^\S+$/, "is not a token: it has spaces in it").optional(),
  SLACK_CHANNEL: z.string().optional(),
  SLACK_API_URL: z.string().refine(isWebAddress, "is not a web address").default("https://slack.com/api/"),
  SMTP_URL: z.string().refine(isMailServer, "is not an address like smtps://user:password@mail.example.com").optional(),
  MAIL_FROM: z
    .string()
    .refine(isSender, "is not an address like windlass@example.com or Windlass <windlass@example.com>")
    .optional(),
  WEBHOOK_ALLOWED_NETWORKS: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((networks) => networks.every(isNetwork), "does not list networks like 10.20.0.0/16, separated by commas"),
  LOG_FORMAT: z.enum(logFormats, { error: "is not json or text" }).optional(),
  METRICS_TOKEN: z.string().min(16, "is shorter than 16 characters").optional(),
  SECURITY_CONTACT: z
    .string()
    .refine(isContact, "is not an address like mailto:security@example.com or https://example.com/security")
    .optional(),
  SECURITY_POLICY: z.string().refine(isSecureWebAddress, "is not an https address").optional(),
  WINDLASS_COMMIT: z.string().max(64, "is too long").optional(),
  WINDLASS_IDP_PORT: port.optional(),
  WINDLASS_ACTIONS: z.string().optional(),
  WINDLASS_SIGN_IN_ADDRESS: z.string().optional(),
  WINDLASS_SIGN_IN_SECRET: z.string().optional(),
});

export type ParsedEnvironment = z.infer<typeof environment>;

function rolePairs(text: string, context: z.RefinementCtx): RoleGroups {
  const pairs = parseRoleGroups(text);
  if (typeof pairs !== "string") return pairs;
  context.addIssue({ code: "custom", message: `cannot be read: ${pairs}` });
  return z.NEVER;
}

function isOrigin(text: string): boolean {
  return isWebAddress(text) && new URL(text).href === `${new URL(text).origin}/`;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function isFileOrHttps(text: string): boolean {
  return /^https:\/\//.test(text) ? URL.canParse(text) : !/^[a-z][a-z+.-]+:\/\//i.test(text);
}

function isSecureWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https:\/\/[!-~]+$/.test(text);
}

/** How RFC 9116 names a contact. */
function isContact(text: string): boolean {
  return isSecureWebAddress(text) || /^mailto:[!-?A-~]+@[!-?A-~]+$/.test(text);
}

/** Scopes as RFC 6749 writes them; without `openid` nobody is vouched for. */
function isScopes(text: string): boolean {
  const scopes = text.split(" ");
  return scopes.includes("openid") && scopes.every((scope) => /^[!#-[\]-~]+$/.test(scope));
}

function isMailServer(text: string): boolean {
  return URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== "";
}

/** One address, alone or after a name. */
function isSender(text: string): boolean {
  return /^(?:[^<>@,;\p{Cc}]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/u.test(text);
}

function isTimezone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
