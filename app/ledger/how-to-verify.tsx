import { Code } from "@/components/basics/code";
import { Section } from "@/components/shell/section";

/** For an auditor who does not trust this installation. */
export const HowToVerify = () => (
  <Section heading="How to verify it yourself">
    <div className="grid max-w-prose gap-2">
      <p>
        A <strong>checkpoint</strong> is a signed hash of all events in the log at one moment. An administrator of the
        database could cut the end of the log or rewrite all of it, but could not make it match a checkpoint that you
        keep elsewhere. So keep some: download{" "}
        <a className="link" href="/ledger/checkpoint">
          the newest one
        </a>{" "}
        as six lines of text; every report prints one, too.
      </p>
      <p>
        <Code>npm run ledger:verify</Code> checks the whole ledger: each event matches its hash, each record’s events
        form a chain, the log has no gap, and its root is the signed one. Give it a report to check that report instead,
        without the database. With <Code>--checkpoint kept.txt</Code> it also checks that the log still begins with your
        checkpoint, and with <Code>--key</Code> that your key signed the log.
      </p>
      <pre className="rounded-md border border-line bg-sunken px-3 py-2 text-sm whitespace-pre-wrap">
        npm run ledger:verify -- report.json --checkpoint kept.txt
      </pre>
      <p>
        The verifier is one file, <Code>bin/auditor/verify.mjs</Code>, and needs only Node. <Code>docs/ledger.md</Code>{" "}
        describes the events and every check, so that you can write your own verifier.
      </p>
    </div>
  </Section>
);
