import { ButtonLink } from "@/components/basics/button";
import { type DatabaseFailure, databaseFailureMessages, savedWholeOrNot } from "@/lib/web/database-failure";
import { RequestReference } from "./request-reference";

type Props = { failure?: DatabaseFailure; retryHref?: string; requestId?: string | null };

/** Why the database cannot be used, and what to do. */
export function DatabaseUnavailable({ failure = "away", retryHref = "", requestId = null }: Props) {
  const { title, happened, next } = databaseFailureMessages[failure];
  return (
    <div className="grid max-w-prose justify-items-start gap-3">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <p>
        {happened} {savedWholeOrNot}
      </p>
      <p className="text-muted">
        {next} A change in progress stays as it is. If it needs its rollback plan, carry on and record the rollback here
        afterwards.
      </p>
      <RequestReference requestId={requestId} />
      <ButtonLink variant="primary" href={retryHref}>
        Try again
      </ButtonLink>
    </div>
  );
}
