import { Code } from "@/components/basics/code";
import { Section } from "@/components/shell/section";

/** For an auditor who does not trust this installation. */
export const HowToVerify = () => (
  <Section heading="How to verify it yourself">
    <div className="grid max-w-prose gap-2">
      <p>
        A <strong>checkpoint</strong> says how many events the log had at a moment and what they were, in one hash, and
        is signed. Whoever rules the database could cut the end of the log or write all of it anew; they cannot make it
        agree with a checkpoint that you kept elsewhere. So keep some:{" "}
        <a className="link" href="/ledger/checkpoint">
          the newest
        </a>{" "}
        downloads as a text of six lines, and every report prints one.
      </p>
      <p>
        <Code>npm run ledger:verify</Code> checks the whole ledger: that each event is what its hash says, each record’s
        events hang together, the log has no gap, and its root is the signed one. Given a report, it checks that report
        instead, without the database. With <Code>--checkpoint kept.txt</Code> it also checks that the log still begins
        with what you kept, and with <Code>--key</Code> that it was signed with the key you were given.
      </p>
      <pre className="rounded-md border border-line bg-sunken px-3 py-2 text-sm whitespace-pre-wrap">
        npm run ledger:verify -- report.json --checkpoint kept.txt
      </pre>
      <p>
        The verifier is one file, <Code>bin/auditor/verify.mjs</Code>, that needs only Node. <Code>docs/ledger.md</Code>{" "}
        says what is in an event and how all of it is checked, for those who would rather write their own.
      </p>
    </div>
  </Section>
);
