import { Code } from "@/components/basics/code";
import { Notice } from "@/components/basics/notice";
import { DateTime } from "@/components/record/date-time";
import type { BlockingBackend } from "@/db/ledger/blocking-sessions";
import type { Ledger } from "@/db/ledger/read-ledger";
import { isStep, stepLabels } from "@/lib/rules/labels";

type Props = { worker: Ledger["worker"]; zone: string; requested: string | undefined };

/** Why the log is not written: no worker, or blocking sessions. Also the requests that are still open. */
export const WorkerState = ({ worker, zone, requested }: Props) => (
  <>
    {requested && isStep(requested) ? (
      <Notice role="status" heading={`${stepLabels[requested].label}: requested, not done yet`}>
        <p>
          This takes longer than the page waits.{" "}
          <a className="link" href="/ledger">
            Check again
          </a>
        </p>
      </Notice>
    ) : null}
    {worker.isAway ? <WorkerOffline lastRunAt={worker.lastRunAt} zone={zone} /> : null}
    {worker.blockingSessions.length > 0 ? <BlockingSessions worker={worker} zone={zone} /> : null}
  </>
);

const WorkerOffline = ({ lastRunAt, zone }: { lastRunAt: string | null; zone: string }) => (
  <Notice tone="warn" role="status" heading="The log is not being written">
    <p className="max-w-prose">
      {lastRunAt ? (
        <>
          The ledger worker last finished a run <DateTime at={lastRunAt} zone={zone} />.
        </>
      ) : (
        "The ledger worker has never finished a run."
      )}{" "}
      Either the worker is not running (<Code>npm start</Code> starts it, <Code>npm run worker</Code> starts only the
      worker) or something blocks it. Until the worker finishes, new events are not added to the log and no checkpoint
      is signed. Nothing is lost.
    </p>
  </Notice>
);

function BlockingSessions({ worker: { isAway, blockingSessions }, zone }: { worker: Ledger["worker"]; zone: string }) {
  const heading = isAway ? "What the worker last saw blocking it" : "Database sessions are blocking the log";
  return (
    <Notice tone="warn" role="status" heading={heading}>
      <ul className="grid gap-1">
        {blockingSessions.map((session) => (
          <li key={`${session.pid} ${session.how}`}>
            <BlockingSession session={session} zone={zone} />
          </li>
        ))}
      </ul>
      <p className="max-w-prose">
        Until such a transaction ends, what it wrote appears neither in the log nor anywhere else in Windlass. Your
        database administrator can end a session, which discards what it wrote:{" "}
        <Code>{`select pg_terminate_backend(${blockingSessions[0]?.pid})`}</Code>.
      </p>
    </Notice>
  );
}

type BlockingSessionProps = { session: BlockingBackend; zone: string };

const BlockingSession = ({ session: { pid, application, user, how, since }, zone }: BlockingSessionProps) => (
  <>
    <strong className="wrap-anywhere">{application || "A program without a name"}</strong> (process {pid}, as {user}){" "}
    {how === "open" ? "has an open transaction that wrote something" : "keeps the ledger worker waiting"}, seen since{" "}
    <DateTime at={since} zone={zone} isBrief />.
  </>
);
