import { ButtonLink } from "./button";

/** The database does not answer: nothing was done, and trying again is safe. No icons: an error page may be a client's. */
export const DatabaseAway = ({ retry = "" }: { retry?: string }) => (
  <div className="grid max-w-prose justify-items-start gap-3">
    <h1 className="text-2xl font-semibold tracking-tight">The database is away</h1>
    <p>
      Windlass cannot reach its database at the moment. A step is recorded whole or not at all: before you repeat one,
      look at the record’s history.
    </p>
    <p className="text-muted">
      It usually takes a few seconds. A change in progress stays as it is; carry on with its rollback plan if it needs
      one, and record it here afterwards.
    </p>
    <ButtonLink look="primary" href={retry}>
      Try again
    </ButtonLink>
  </div>
);
