import { ButtonLink } from "@/components/basics/button";
import { isTrouble, savedWholeOrNot } from "@/lib/web/database-trouble";
import { DatabaseAway } from "./database-away";

/** Shown in place of a page that failed; the digest finds the error in the server's log. */
export function WentWrong({ error }: { error: unknown }) {
  const digest = digestOf(error);
  if (isTrouble(digest)) return <DatabaseAway trouble={digest} />;
  return (
    <div className="grid max-w-prose justify-items-start gap-3">
      <h1 className="text-2xl font-semibold tracking-tight">Something went wrong</h1>
      <p>This is an error in Windlass. {savedWholeOrNot}</p>
      {digest ? <p className="text-muted">If it happens again, give your administrator this code: {digest}</p> : null}
      <div className="flex flex-wrap gap-2">
        <ButtonLink look="primary" href="">
          Try again
        </ButtonLink>
        <ButtonLink href="/">Waiting for you</ButtonLink>
      </div>
    </div>
  );
}

const digestOf = (error: unknown): string | null =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
