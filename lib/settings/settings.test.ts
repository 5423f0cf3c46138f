import { describe, expect, it } from "vitest";
import { readSettings, type Settings } from "./settings";
import type { Program } from "./settings-problems";

const production = {
  DATABASE_URL: "postgres://db/windlass",
  OIDC_ISSUER: "https://id.example.com/",
  OIDC_CLIENT_ID: "windlass",
  OIDC_CLIENT_SECRET: "s",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  LEDGER_KEY: "pem",
  GATE_KEY: "pem",
  APP_URL: "https://windlass.example.com",
};

describe("settings", () => {
  it("of an empty environment are a demo on the loopback names alone", () => {
    expect(settings({})).toMatchObject({
      kind: "demo",
      host: "127.0.0.1",
      port: 3000,
      appUrl: "http://localhost:3000",
      secure: false,
      allowedOrigins: ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"],
      databases: null,
      oidc: null,
    });
  });

  it("of a complete production accept its own origin alone", () => {
    expect(settings(production)).toMatchObject({
      kind: "production",
      secure: true,
      allowedOrigins: ["https://windlass.example.com"],
      databases: { app: production.DATABASE_URL, migrate: production.DATABASE_URL },
    });
  });

  it.each(["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "AUTH_SECRET", "LEDGER_KEY", "GATE_KEY"])(
    "name a missing %s",
    (name) => {
      const problems = problemsOf({ ...production, [name]: undefined });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^${name} is missing`));
    },
  );

  it("of one program name only what it needs", () => {
    const { DATABASE_URL, LEDGER_KEY, ...forPages } = production;
    const missing = (env: Record<string, string | undefined>, program: Program) => {
      const read = readSettings(env, program);
      return read.ok ? [] : read.problems.map((problem) => problem.split(" ")[0]);
    };
    expect(missing({ DATABASE_URL }, "migrate")).toEqual([]);
    expect(missing({ DATABASE_URL }, "worker")).toEqual(["LEDGER_KEY"]);
    expect(missing({ DATABASE_URL, LEDGER_KEY }, "worker")).toEqual([]);
    expect(missing({ DATABASE_URL, ...forPages }, "web")).toEqual(["LEDGER_VERIFIER_KEY"]);
    expect(missing({ DATABASE_URL, ...forPages, LEDGER_VERIFIER_KEY: "windlass-ledger+…" }, "web")).toEqual([]);
  });

  it.each([
    ["SECURITY_CONTACT", "mailto:security@example.com", "security@example.com"],
    ["SECURITY_CONTACT", "https://example.com/security", "https://example.com/a\nContact: mailto:evil@example.com"],
    ["SECURITY_CONTACT", "https://example.com/", "http://example.com/"],
    ["SECURITY_POLICY", "https://example.com/disclosure", "http://example.com/disclosure"],
  ])("take a %s as security.txt writes it", (name, right, wrong) => {
    expect(problemsOf({ ...production, [name]: right })).toEqual([]);
    expect(problemsOf({ ...production, [name]: wrong })).toEqual([
      expect.stringMatching(new RegExp(`^${name} is not`)),
    ]);
  });

  it("name a missing part of OIDC_* in a demo too, where all of it may be missing", () => {
    expect(problemsOf({ OIDC_ISSUER: "https://id.example.com" })).toHaveLength(2);
    expect(settings({ DATABASE_URL: "postgres://db/windlass", WINDLASS_DEMO: "1" }).oidc).toBeNull();
  });

  it.each([
    ["PORT", "http"],
    ["APP_URL", "https://windlass.example.com/app"],
    ["APP_URL", "windlass.example.com"],
    ["AUTH_SECRET", "short"],
    ["ROLE_GROUPS", "operater=a"],
    ["OIDC_SCOPES", "profile email"],
    ["OIDC_SCOPES", "openid  groups"],
    ["SITE_TIMEZONE", "Mars/Olympus"],
    ["WEEK_STARTS", "tuesday"],
    ["OIDC_ISSUER", "http://id.example.com"],
    ["WINDLASS_DEMO", "yes"],
    ["SLACK_WEBHOOK_URL", "hooks.slack.com/services/T/B/x"],
    ["SLACK_API_URL", "slack"],
    ["SMTP_URL", "mail.example.com:25"],
    ["MAIL_FROM", "windlass"],
    ["MAIL_FROM", "a@example.com, b@example.com"],
    ["MAIL_FROM", "Windlass\r\nBcc: <c@example.com>"],
    ["SLACK_BOT_TOKEN", "xoxb one two"],
  ])("refuse %s=%s in words that begin with its name", (name, value) => {
    const problems = problemsOf({ ...production, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} (is|cannot|does not).*\\.$`));
  });

  it("tell by Slack's bot where both are set, else by its webhook, and by e-mail with a server and a sender", () => {
    const webhook = { SLACK_WEBHOOK_URL: "https://hooks.slack.com/services/T/B/x" };
    const bot = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_CHANNEL: "#ops" };
    expect(settings({}).notices).toEqual({ slack: null, email: null });
    expect(settings(webhook).notices.slack).toEqual({ by: "webhook", url: webhook.SLACK_WEBHOOK_URL });
    expect(settings({ ...webhook, ...bot }).notices.slack).toEqual({
      by: "bot",
      token: "xoxb-1",
      channel: "#ops",
      apiUrl: "https://slack.com/api/",
    });
    const mail = { SMTP_URL: "smtp://mail.example.com", MAIL_FROM: "Windlass <windlass@example.com>" };
    expect(settings(mail).notices.email).toEqual({ url: mail.SMTP_URL, from: mail.MAIL_FROM });
    expect(settings({ SMTP_URL: mail.SMTP_URL }).notices.email?.from).toBe("Windlass <windlass@demo.windlass.invalid>");
  });

  it.each([
    ["SLACK_CHANNEL", { SLACK_BOT_TOKEN: "xoxb-1" }],
    ["MAIL_FROM", { ...production, SMTP_URL: "smtp://mail.example.com" }],
  ])("name a missing %s", (name, env) => {
    expect(problemsOf(env)).toEqual([expect.stringMatching(new RegExp(`^${name} is missing: .*\\.$`))]);
  });
});

function settings(env: Record<string, string | undefined>): Settings {
  const read = readSettings(env);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  return read.settings;
}

function problemsOf(env: Record<string, string | undefined>): string[] {
  const read = readSettings(env);
  return read.ok ? [] : read.problems;
}
