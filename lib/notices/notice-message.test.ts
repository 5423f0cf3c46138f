import { describe, expect, it } from "vitest";
import { noticeKinds } from "@/lib/rules/record";
import { toOneLine, toParagraph } from "@/lib/text/plain-text";
import { bundleNotices } from "./bundle-notices";
import { type DueNotice, dueNotice } from "./due-notice";
import { mailBody, mailSubject } from "./mail-text";
import { digestMessage, type MessageContext, noticeMessage } from "./notice-message";
import { slackText } from "./slack-text";

const site: MessageContext = {
  appUrl: "https://windlass.example.com",
  organisation: "Anchor MSP",
  zone: "Europe/Berlin",
  isDemonstration: false,
};
const change = {
  number: "CHG-1001",
  type: "normal",
  status: "failed",
  title: "Rotate the credentials",
  what: "Rotate them.",
  systems: ["dns (Acme)", "web (Acme)"],
  systemInWords: null,
  rollbackPlan: "Put the old ones back.",
  startedAt: "2026-11-22T02:04:00.000000Z",
  windowStart: "2026-11-22T14:15:00.000000Z",
  windowEnd: "2026-11-22T15:00:00.000000Z",
  by: "Operator One",
};
const notice = (more: Partial<DueNotice> = {}): DueNotice => ({
  id: 7,
  kind: "change_failed",
  key: "change_failed 12 slack",
  attempts: 0,
  queuedAt: "2026-11-22T14:04:00.000000Z",
  triedSince: null,
  to: null,
  thread: null,
  change,
  incident: "INC-3",
  freeze: null,
  halt: null,
  entry: null,
  delegation: null,
  policyDue: null,
  findings: [],
  reason: "Logins fail.",
  now: "2026-11-22T14:04:05.000000Z",
  ...more,
});
const freeze = {
  name: "Year's end",
  covers: "all systems",
  reason: "Nobody is there.",
  from: "2026-12-23T23:00:00.000000Z",
  until: "2027-01-01T23:00:00.000000Z",
  repeats: null,
};
const finding = { incident: "INC-3", finding: "Watch the certificate.", due: "2026-11-20", owner: "Operator Two" };

describe("a message", () => {
  it("of a failed change has who, what, system, what went wrong, the rollback plan and both links", () => {
    expect(noticeMessage(notice(), site)).toEqual({
      headline: "CHG-1001 failed: Rotate the credentials",
      paragraphs: [
        "Reported by Operator One, 22 Nov 2026, 15:04 CET (14:04 UTC).",
        "Systems: dns (Acme), web (Acme)",
        "What was done: Rotate them.",
        "What went wrong: Logins fail.",
        "Rollback plan: Put the old ones back.",
        "Change: https://windlass.example.com/changes/CHG-1001",
        "Incident: https://windlass.example.com/incidents/INC-3",
      ],
    });
  });

  it("says that there is no rollback plan to show, and names a system that is not registered", () => {
    const { paragraphs } = noticeMessage(
      notice({ change: { ...change, rollbackPlan: null, systems: [], systemInWords: "the old fax" } }),
      site,
    );
    expect(paragraphs).toContain("Rollback plan: none, or redacted.");
    expect(paragraphs).toContain("System (not registered): the old fax");
  });

  it.each([
    ["emergency_declared", "CHG-1001 is an emergency: Rotate the credentials"],
    ["documentation_due", "CHG-1001 must be documented in 11 h 59 min: Rotate the credentials"],
    ["documentation_pressing", "CHG-1001 must be documented in 11 h 59 min: Rotate the credentials"],
    ["review_waiting", "CHG-1001 waits for a reviewer: Rotate the credentials"],
    ["approval_waiting", "CHG-1001 waits for approval: Rotate the credentials"],
    ["after_review_waiting", "CHG-1001 waits for its post-implementation review: Rotate the credentials"],
    ["window_opening", "CHG-1001 may begin in 10 min: Rotate the credentials"],
    ["window_overrun", "CHG-1001 overruns its window: Rotate the credentials"],
  ] as const)("of %s is short and ends with the change", (kind, headline) => {
    const message = noticeMessage(notice({ kind, now: "2026-11-22T14:05:00.000000Z" }), site);
    expect(message.headline).toBe(headline.replace("14:05", ""));
    expect(message.paragraphs.length).toBeLessThanOrEqual(5);
    expect(message.paragraphs.at(-1)).toBe("Change: https://windlass.example.com/changes/CHG-1001");
  });

  it("of a note says whose it is, and names whom it names where everybody reads it", () => {
    const note = notice({ kind: "named_in_note", named: ["Reviewer One", "Ops Lead One"], comment: "Does it\nwork?" });
    const headline = (to: string) => `CHG-1001 has a note for ${to}: Rotate the credentials`;
    expect(noticeMessage(note, site).headline).toBe(headline("Reviewer One and Ops Lead One"));
    const mail = noticeMessage({ ...note, to: { name: "Reviewer One", email: "r@example.com" } }, site);
    expect(mail.headline).toBe(headline("you"));
    expect(mail.paragraphs).toEqual(expect.arrayContaining(["Written by Operator One.", "Note: Does it\nwork?"]));
    expect(noticeMessage({ ...note, comment: null }, site).paragraphs.join()).not.toContain("Note:");
  });

  it("of a watched change says who did what, where it stands, and why it came", () => {
    const watched = notice({ kind: "watched_step", step: "approve", change: { ...change, status: "approved" } });
    const { headline, paragraphs } = noticeMessage(watched, site);
    expect(headline).toBe("CHG-1001 is now approved: Rotate the credentials");
    expect(paragraphs[0]).toMatch(/^Operator One approved/);
    expect(paragraphs.at(-1)).toBe("What you watch: https://windlass.example.com/people#watched");
  });

  it("of overdue documentation says since when, and that it is still taken", () => {
    const late = notice({ kind: "documentation_overdue", now: "2026-11-23T02:04:01.000000Z" });
    expect(noticeMessage(late, site).paragraphs.slice(0, 2)).toEqual([
      "The 24 hours ended 23 Nov 2026, 03:04 CET (02:04 UTC).",
      expect.stringContaining("marked as late"),
    ]);
  });

  it("of a freeze and of findings stands without a change", () => {
    expect(noticeMessage(notice({ kind: "freeze_placed", change: null, freeze }), site)).toEqual({
      headline: "A freeze was placed: Year's end",
      paragraphs: [
        "Covers: all systems",
        expect.stringMatching(/^From 24 Dec 2026, 00:00 to 2 Jan 2027, 00:00 CET/),
        "Reason: Nobody is there.",
        "Freezes: https://windlass.example.com/freezes",
      ],
    });
    const findings = notice({ kind: "findings_open", change: null, findings: [finding] });
    expect(noticeMessage(findings, site)).toEqual({
      headline: "1 open finding",
      paragraphs: [
        "INC-3: Watch the certificate., was due 20 Nov 2026 (Operator Two)",
        "INC-3: https://windlass.example.com/incidents/INC-3",
      ],
    });
  });

  const halt = {
    client: "Acme",
    application: "shop",
    environment: "production",
    reason: "The database is being moved.",
    placedAt: "2026-11-20T08:00:00.000000Z",
    by: "Operator One",
  };
  const halts = "Halts: https://windlass.example.com/halts";

  it("of a halt says what is held back, by whom, since when and why", () => {
    const of = (kind: DueNotice["kind"], more: Partial<DueNotice["halt"]> = {}) =>
      noticeMessage(
        notice({ kind, change: null, incident: null, halt: { ...halt, ...more }, reason: "It is moved." }),
        site,
      );
    expect(of("halt_placed")).toEqual({
      headline: "Halted: deploys of shop to production (Acme)",
      paragraphs: [
        "Placed by Operator One, 20 Nov 2026, 09:00 CET (08:00 UTC).",
        expect.stringContaining("gate"),
        "Reason: The database is being moved.",
        halts,
      ],
    });
    expect(of("halt_lifted", { environment: null, by: "Ops Lead One" })).toEqual({
      headline: "No longer halted: deploys of shop (Acme)",
      paragraphs: ["Lifted by Ops Lead One.", "Reason: It is moved.", halts],
    });
    expect(of("halt_stands", { application: null, environment: null })).toEqual({
      headline: "Still halted: all application deploys (Acme)",
      paragraphs: [
        "Active for 2 days, since 20 Nov 2026, 09:00 CET (08:00 UTC).",
        "Placed by Operator One.",
        "Reason: The database is being moved.",
        expect.stringContaining("Lift the halt"),
        halts,
      ],
    });
  });

  it("of an entry, of the policy and of a delegation names its day, its people and its page", () => {
    const of = (kind: DueNotice["kind"], more: Partial<DueNotice>) =>
      noticeMessage(notice({ kind, change: null, incident: null, ...more }), site);
    const entry = { title: "Add a dashboard", kind: "standard", version: 2, expiresOn: "2026-12-06" };
    expect(of("entry_expiring", { entry })).toEqual({
      headline: "A catalogue entry expires soon: Add a dashboard",
      paragraphs: [
        expect.stringContaining("6 Dec 2026"),
        expect.stringContaining("propose a new version"),
        "Catalogue: https://windlass.example.com/catalogue",
      ],
    });
    const token = { name: "“ci”", account: null, expiresAt: "2026-12-06T10:00:00.000000Z" };
    expect(of("token_expiring", { token })).toEqual({
      headline: "A token expires soon: “ci”",
      paragraphs: [
        expect.stringContaining("6 Dec 2026"),
        expect.stringContaining("Create another one"),
        "Your account: https://windlass.example.com/me",
      ],
    });
    expect(of("token_expiring", { token: { ...token, account: "Terraform" } }).paragraphs.at(-1)).toBe(
      "Service accounts: https://windlass.example.com/accounts",
    );
    expect(of("policy_review_due", { policyDue: "2027-04-04" })).toEqual({
      headline: "The policy is due for review on 4 Apr 2027",
      paragraphs: [expect.stringContaining("every 12 months"), "Policy: https://windlass.example.com/policy"],
    });
    expect(of("policy_review_due", { policyDue: "2026-04-04" }).headline).toBe(
      "The policy was due for review on 4 Apr 2026",
    );
    const delegation = {
      to: "Operator Two",
      by: "Ops Lead One",
      from: "2026-11-22T14:00:00.000000Z",
      until: "2026-11-29T14:00:00.000000Z",
      reason: "I am away.",
    };
    expect(of("delegation_placed", { delegation })).toEqual({
      headline: "Delegated operations lead authority: Operator Two",
      paragraphs: [
        "Delegated by Ops Lead One.",
        expect.stringMatching(/^From 22 Nov 2026, 15:00 to 29 Nov 2026, 15:00 CET/),
        expect.stringContaining("the delegate may approve"),
        "Reason: I am away.",
        "People: https://windlass.example.com/people",
      ],
    });
  });

  it("of an account that resembles another names both, and says what that bars and who decides", () => {
    const account = { name: "Anna Berg (account 7)", other: "Anna Berg (account 3)" };
    expect(
      noticeMessage(notice({ kind: "account_resembles", change: null, incident: null, account }), site),
    ).toMatchObject({
      headline: "Two accounts may be one person’s: Anna Berg (account 7)",
      paragraphs: [
        "Anna Berg (account 7) signed in with the e-mail address of another account, Anna Berg (account 3).",
        expect.stringContaining("an operations lead confirms"),
        "People: https://windlass.example.com/people",
      ],
    });
  });

  it("of a demonstration says so first", () => {
    const { headline } = noticeMessage(notice(), { ...site, isDemonstration: true });
    expect(headline).toBe("Demonstration data: CHG-1001 failed: Rotate the credentials");
  });

  it("can be made of every kind with nothing known", () => {
    for (const kind of noticeKinds) {
      const empty = notice({ kind, change: null, incident: null, reason: null, to: { name: "A", email: null } });
      expect(noticeMessage(empty, site).headline).not.toMatch(/undefined|null/);
    }
  });
});

describe("text of people", () => {
  const hostile =
    "Look @here <!channel> <@U1> <https://evil.example|bank> & more\r\nBcc: x@example.com\u202e\u0000\u0007 \ud800 end";
  const dirty = notice({
    reason: hostile,
    change: {
      ...change,
      title: hostile,
      what: hostile.repeat(100),
      by: hostile,
      systems: [hostile],
      rollbackPlan: hostile,
    },
  });

  it("of a halt, an entry or a delegation is plain too", () => {
    const others: Partial<DueNotice>[] = [
      {
        kind: "halt_placed",
        halt: {
          client: hostile,
          application: hostile,
          environment: hostile,
          reason: hostile,
          placedAt: null,
          by: hostile,
        },
      },
      { kind: "entry_expiring", entry: { title: hostile, kind: "standard", version: 1, expiresOn: null } },
      { kind: "account_resembles", account: { name: hostile, other: hostile } },
      { kind: "delegation_placed", delegation: { to: hostile, by: hostile, from: null, until: null, reason: hostile } },
    ];
    for (const other of others) {
      const message = noticeMessage({ ...dirty, change: null, incident: null, ...other }, site);
      expect(slackText(message)).not.toMatch(/[<>]|@(here|channel|everyone)|(?!\n)\p{Cc}|\u202e|\p{Cs}/u);
      expect(mailSubject(message)).not.toMatch(/[\r\n\p{Cc}]/u);
    }
  });

  it("cannot ping, link or mark up in Slack", () => {
    const text = slackText(noticeMessage(dirty, site));
    expect(text).not.toMatch(/[<>]/);
    expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
    expect(text).not.toMatch(/@(here|channel|everyone)/);
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\u202e|\p{Cs}/u);
    expect(text.split("\n")[0]).toMatch(/^\*CHG-1001 failed: Look .*\*$/);
    expect(text).toContain("&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|bank&gt; &amp; more");
  });

  it("stays in one line of a subject of at most 120 characters", () => {
    const subject = mailSubject(noticeMessage(dirty, site));
    expect(subject).not.toMatch(/[\r\n\p{Cc}]/u);
    expect(Array.from(subject).length).toBeLessThanOrEqual(120);
  });

  it("is cut with an ellipsis at whole characters, and keeps the lines that it may have", () => {
    expect(toOneLine("a 🧭🧭🧭", 4)).toBe("a 🧭…");
    expect(toParagraph("one\r\n\r\n\r\n\r\ntwo  \n three\u0000", 99)).toBe("one\n\ntwo\n three");
    expect(toParagraph("x".repeat(2000), 1500)).toHaveLength(1500);
  });
});

describe("an e-mail", () => {
  it("is in short lines, with why it came and how to choose which come", () => {
    const long = notice({ reason: "word ".repeat(90), change: { ...change, what: "x".repeat(3000) } });
    const body = mailBody(noticeMessage(long, site), site);
    for (const line of body.split("\n")) expect(line.length).toBeLessThanOrEqual(line.includes(" ") ? 78 : 500);
    expect(body).toMatch(
      /-- \nWindlass, production change control of Anchor MSP\nChoose which e-mails you get: https:\/\/windlass\.example\.com\/people\n$/,
    );
    expect(body).toContain("\nChange: https://windlass.example.com/changes/CHG-1001\n");
  });
});

describe("a storm", () => {
  const many = (count: number, more: Partial<DueNotice> = {}) =>
    Array.from({ length: count }, (_, index) => notice({ id: index, key: `k${index}`, ...more }));

  it("is more than five to one destination", () => {
    expect(bundleNotices(many(5)).map((bundle) => bundle.length)).toEqual([1, 1, 1, 1, 1]);
    expect(bundleNotices(many(6)).map((bundle) => bundle.length)).toEqual([6]);
    const one = { to: { name: "One", email: "one@example.com" } };
    const two = { to: { name: "Two", email: "two@example.com" } };
    expect(bundleNotices([...many(4, one), ...many(6, two)]).map((bundle) => bundle.length)).toEqual([1, 1, 1, 1, 6]);
  });

  it("lists each with its kind, number, title and link; failures first, and with who and where", () => {
    const digest = digestMessage([...many(6, { kind: "review_waiting" }), notice()], site);
    expect(digest.headline).toBe("7 notices at once, 1 of them for failed changes");
    expect(digest.paragraphs).toHaveLength(7);
    expect(digest.paragraphs[0]).toBe(
      "CHG-1001 failed: Rotate the credentials\nReported by Operator One.\nSystems: dns (Acme), web (Acme)\nChange: https://windlass.example.com/changes/CHG-1001",
    );
    expect(digest.paragraphs[1]).toBe(
      "CHG-1001 waits for a reviewer: Rotate the credentials\nChange: https://windlass.example.com/changes/CHG-1001",
    );
  });
});

it("what the database says is taken as it is, whatever else it says", () => {
  expect(dueNotice.parse({ ...notice(), more: 1 })).toEqual(notice());
});
