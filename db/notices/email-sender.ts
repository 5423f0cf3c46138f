import { createHash } from "node:crypto";
import { createTransport } from "nodemailer";
import type { Bundle } from "@/lib/notices/bundle-notices";
import { mailBody, mailSubject } from "@/lib/notices/mail-text";
import type { MessageContext } from "@/lib/notices/notice-message";
import type { MailSettings } from "@/lib/settings/settings";
import { toOneLine } from "@/lib/text/plain-text";
import { bundleMessage } from "./bundle-message";
import { errorReason } from "./error-reason";
import { type FailedAttempt, failTemporarily, failUntilFixed, type Sender } from "./sender";

const address = /^[^\s<>@,;:"\p{Cc}]+@[^\s<>@,;:"\p{Cc}]+$/u;

/** Sends e-mail through one SMTP server: plain text, one recipient each. */
export function emailSender({ url, from }: MailSettings, site: MessageContext): Sender {
  const { hostname, username, password } = new URL(url);
  const secrets = [password, decodeURIComponent(password), decodeURIComponent(username)].filter(Boolean);
  return {
    channel: "email",
    destination: `${hostname}, from ${toOneLine(from, 100)}`,
    send: async (bundle, signal) => {
      const [{ to }] = bundle;
      if (!to?.email || !address.test(to.email)) return failUntilFixed("This person has no usable e-mail address.");
      const message = bundleMessage(bundle, site);
      const transport = createTransport({ url, ...timeouts });
      try {
        await transport.sendMail({
          from,
          to: { name: toOneLine(to.name, 80), address: to.email },
          subject: mailSubject(message),
          text: mailBody(message, site),
          messageId: messageId(bundle, from),
          ...threadHeaders(bundle, from, site),
          headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
          disableFileAccess: true,
          disableUrlAccess: true,
          signal,
        });
        return { ok: true, sentTo: describeDestination(to.email), reference: messageId(bundle, from) };
      } catch (error) {
        return mailServerFailure(error, [...secrets, to.email]);
      } finally {
        transport.close();
      }
    },
  };
}

// Only the domain, because this goes into an event, which is never deleted; the delivery already names the person.
const describeDestination = (email: string) => `E-mail, ${email.replace(/^.*@/, "")}`;

const timeoutMs = 10_000;
const timeouts = {
  connectionTimeout: timeoutMs,
  greetingTimeout: timeoutMs,
  socketTimeout: timeoutMs,
  dnsTimeout: timeoutMs,
  socketCloseTimeout: 0,
};

/**
 * Headers for threading: all messages about a record refer to one id that was never sent itself, so they form a thread whichever
 * arrives first.
 */
function threadHeaders(
  bundle: Bundle,
  from: string,
  { appUrl }: MessageContext,
): { references?: string; inReplyTo?: string } {
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

function mailServerFailure(error: unknown, secrets: readonly string[]): FailedAttempt {
  const { responseCode, response, code } = smtpErrorFields(error);
  if (!responseCode) return failTemporarily(`The mail server cannot be reached (${errorReason(error)}).`);
  const serverResponse = secrets.reduce(
    (sentence, secret) => sentence.replaceAll(secret, "…"),
    toOneLine(response, 120),
  );
  const sentence = `The mail server answered ${serverResponse}`;
  if (code === "EAUTH") return failUntilFixed(`${sentence}: check SMTP_URL.`, true);
  if (responseCode < 500) return { ...failTemporarily(`${sentence}.`), blocksChannel: responseCode === 421 };
  return failUntilFixed(`${sentence}.`);
}

function smtpErrorFields(error: unknown): { responseCode: number; response: string; code: string } {
  const seen = { responseCode: 0, response: "", code: "", ...(error instanceof Error ? error : {}) };
  return { responseCode: Number(seen.responseCode), response: String(seen.response), code: String(seen.code) };
}
