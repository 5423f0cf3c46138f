import { Code } from "@/components/basics/code";
import { Notice } from "@/components/basics/notice";
import { When } from "@/components/record/when";
import type { Ledger } from "@/db/ledger/read-ledger";
import type { SessionInTheWay } from "@/db/ledger/sessions-in-the-way";
import { isStep, stepWords } from "@/lib/rules/words";

type Props = { worker: Ledger["worker"]; zone: string; asked: string | undefined };

/** Why the log is not written: no worker, or blocking sessions. Also the requests that are still open. */
export const WorkerState = ({ worker, zone, asked }: Props) => (
  <>
    {asked && isStep(asked) ? (
      <Notice role="status" heading={`${stepWords[asked].label}: asked, and not done yet`}>
        <p>
          It takes longer than a page waits.{" "}
          <a className="link" href="/ledger">
            Look again
          </a>
        </p>
      </Notice>
    ) : null}
    {worker.isAway ? <Away lookedAt={worker.lookedAt} zone={zone} /> : null}
    {worker.inTheWay.length > 0 ? <InTheWay worker={worker} zone={zone} /> : null}
  </>
);

const Away = ({ lookedAt, zone }: { lookedAt: string | null; zone: string }) => (
  <Notice tone="warn" role="status" heading="The log is not being written">
    <p className="max-w-prose">
      {lookedAt ? (
        <>
          The ledger’s worker last got through <When at={lookedAt} zone={zone} />.
        </>
      ) : (
        "The ledger’s worker never got through."
      )}{" "}
      Either it does not run (<Code>npm start</Code> runs it, <Code>npm run worker</Code> runs it alone) or it is kept
      waiting. Until it gets through, nothing new has a place and no checkpoint is signed. Nothing is lost.
    </p>
  </Notice>
);

function InTheWay({ worker: { isAway, inTheWay }, zone }: { worker: Ledger["worker"]; zone: string }) {
  const heading = isAway ? "What the worker last saw in its way" : "Sessions of the database are in the log’s way";
  return (
    <Notice tone="warn" role="status" heading={heading}>
      <ul className="grid gap-1">
        {inTheWay.map((session) => (
          <li key={`${session.pid} ${session.how}`}>
            <Session session={session} zone={zone} />
          </li>
        ))}
      </ul>
      <p className="max-w-prose">
        What a transaction wrote that has not ended is not in the log yet, nor anywhere else in the product. Whoever
        runs the database can end a session with <Code>{`select pg_terminate_backend(${inTheWay[0]?.pid})`}</Code>; what
        it wrote is then gone.
      </p>
    </Notice>
  );
}

type SessionProps = { session: SessionInTheWay; zone: string };

const Session = ({ session: { pid, application, user, how, since }, zone }: SessionProps) => (
  <>
    <strong className="wrap-anywhere">{application || "A program without a name"}</strong> (process {pid}, as {user}){" "}
    {how === "open" ? "has a transaction open that wrote something" : "keeps the log’s worker waiting"}, seen since{" "}
    <When at={since} zone={zone} brief />.
  </>
);
