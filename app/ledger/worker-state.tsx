import { Notice } from "@/components/notice";
import { When } from "@/components/when";
import { type Ledger, waitingCounted } from "@/db/log/read-ledger";
import type { SessionInTheWay } from "@/db/log/sessions-in-the-way";
import { isStep, stepWords } from "@/lib/words";
import { counted } from "./counted";

type Props = { ledger: Ledger; zone: string; asked: string | undefined };

/** What keeps the log from being up to date: a worker that is away, events that wait, sessions in the way. */
export function WorkerState({ ledger: { waiting, worker }, zone, asked }: Props) {
  const inTheWay = worker.isAway ? [] : worker.inTheWay;
  return (
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
      {worker.isAway ? (
        <Notice tone="warn" role="status" heading="The ledger’s worker does not run">
          <p>
            {worker.lookedAt ? (
              <>
                It last looked <When at={worker.lookedAt} zone={zone} />.
              </>
            ) : (
              "It never looked."
            )}{" "}
            Until it does, nothing new gets its place and no checkpoint is signed; nothing is lost.{" "}
            <code>npm start</code> runs it, <code>npm run worker</code> runs it alone.
          </p>
        </Notice>
      ) : null}
      {waiting.count > 0 ? (
        <Notice heading={`${howMany(waiting.count)} for a place in the log`}>
          {waiting.since ? (
            <p>
              The first of them was received <When at={waiting.since} zone={zone} />.
            </p>
          ) : null}
        </Notice>
      ) : null}
      {inTheWay.length > 0 ? (
        <Notice tone="warn" role="status" heading="Sessions of the database are in the log’s way">
          <ul className="grid gap-1">
            {inTheWay.map((session) => (
              <li key={`${session.pid} ${session.how}`}>
                <Session session={session} zone={zone} />
              </li>
            ))}
          </ul>
          <p className="max-w-prose">
            What a transaction wrote that has not ended is not in the log yet, and is nowhere else in the product
            either. Whoever runs the database can end a session with{" "}
            <code>select pg_terminate_backend({inTheWay[0]?.pid})</code>; what it wrote is then gone.
          </p>
        </Notice>
      ) : null}
    </>
  );
}

const howMany = (count: number): string =>
  count >= waitingCounted
    ? `${counted(waitingCounted)} or more wait`
    : `${counted(count)} ${count === 1 ? "waits" : "wait"}`;

const Session = ({
  session: { pid, application, user, how, since },
  zone,
}: {
  session: SessionInTheWay;
  zone: string;
}) => (
  <>
    <strong className="wrap-anywhere">{application || "A program without a name"}</strong> (process {pid}, as {user}){" "}
    {how === "open" ? "has a transaction open that wrote something" : "keeps the log’s worker waiting"}, seen since{" "}
    <When at={since} zone={zone} brief />.
  </>
);
