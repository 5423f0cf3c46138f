import { createHash } from "node:crypto";
import { createTransport } from "nodemailer";
import type { Bundle } from "@/lib/notices/bundles";
import { mailBody, mailSubject } from "@/lib/notices/mail-text";
import type { Site } from "@/lib/notices/notice-texts";
import type { MailSettings } from "@/lib/settings/settings";
import { oneLine } from "@/lib/text/plain-text";
import { bundleMessage } from "./bundle-message";
import { reasonOf } from "./reason-of";
import { type NotSent, notLikeThis, notNow, type Sender } from "./sender";

const address = /^[^\s<>@,;:"\p{Cc}]+@[^\s<>@,;:"\p{Cc}]+$/u;

/** Sends e-mail through one SMTP server: plain text, one recipient each. */
export function byEmail({ url, from }: MailSettings, site: Site): Sender {
  const { hostname, username, password } = new URL(url);
  const secrets = [password, decodeURIComponent(password), decodeURIComponent(username)].filter(Boolean);
  return {
    channel: "email",
    leadsTo: `${hostname}, from ${oneLine(from, 100)}`,
    send: async (bundle, signal) => {
      const [{ to }] = bundle;
      if (!to?.email || !address.test(to.email)) return notLikeThis("This person has no usable e-mail address.");
      const message = bundleMessage(bundle, site);
      const transport = createTransport({ url, ...limits });
      try {
        await transport.sendMail({
          from,
          to: { name: oneLine(to.name, 80), address: to.email },
          subject: mailSubject(message),
          text: mailBody(message, site),
          messageId: messageId(bundle, from),
          ...threadOf(bundle, from, site),
          headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
          disableFileAccess: true,
          disableUrlAccess: true,
          signal,
        });
        return { ok: true, sentTo: sentTo(to.email), reference: messageId(bundle, from) };
      } catch (error) {
        return refusalByServer(error, [...secrets, to.email]);
      } finally {
        transport.close();
      }
    },
  };
}

// Only the domain, because this goes into an event, which is never deleted; the delivery already names the person.
const sentTo = (email: string) => `E-mail, ${email.replace(/^.*@/, "")}`;

const patience = 10_000;
const limits = {
  connectionTimeout: patience,
  greetingTimeout: patience,
  socketTimeout: patience,
  dnsTimeout: patience,
  socketCloseTimeout: 0,
};

/**
 * Headers for threading: all messages about a record refer to one id that was never sent itself, so they form a thread whichever
 * arrives first.
 */
function threadOf(bundle: Bundle, from: string, { appUrl }: Site): { references?: string; inReplyTo?: string } {
  const [record, ...others] = new Set(bundle.map((notice) => notice.record ?? ""));
  if (!record || others.length > 0) return {};
  const root = `<${record}.${sha256(appUrl).slice(0, 16)}@${domainOf(from)}>`;
  return { references: root, inReplyTo: root };
}

/** Derived from the notices, so that a mail client can recognise a message that was sent twice. */
function messageId(bundle: Bundle, from: string): string {
  const keys = bundle
    .map(({ key }) => key)
    .sort()
    .join("\n");
  return `<${sha256(keys).slice(0, 40)}@${domainOf(from)}>`;
}

const domainOf = (from: string) => from.replace(/^.*@/, "").replace(/>.*$/, "");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function refusalByServer(error: unknown, secrets: readonly string[]): NotSent {
  const { responseCode, response, code } = told(error);
  if (!responseCode) return notNow(`The mail server cannot be reached (${reasonOf(error)}).`);
  const said = secrets.reduce((words, secret) => words.replaceAll(secret, "…"), oneLine(response, 120));
  const words = `The mail server answered ${said}`;
  if (code === "EAUTH") return notLikeThis(`${words}: check SMTP_URL.`, true);
  if (responseCode < 500) return { ...notNow(`${words}.`), holdsAll: responseCode === 421 };
  return notLikeThis(`${words}.`);
}

function told(error: unknown): { responseCode: number; response: string; code: string } {
  const seen = { responseCode: 0, response: "", code: "", ...(error instanceof Error ? error : {}) };
  return { responseCode: Number(seen.responseCode), response: String(seen.response), code: String(seen.code) };
}
