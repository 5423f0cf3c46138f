import { ButtonLink } from "@/components/basics/button";
import { savedWholeOrNot } from "@/lib/web/database-failure";
import { RequestReference } from "./request-reference";

/** Shown in place of a page that failed; its request ID finds the error in the server's log. */
export const ErrorPage = ({ requestId }: { requestId: string | null }) => (
  <div className="grid max-w-prose justify-items-start gap-3">
    <h1 className="text-2xl font-semibold tracking-tight">Something went wrong</h1>
    <p>This is an error in Windlass. {savedWholeOrNot}</p>
    <p className="text-muted">If it happens again, give your administrator the request ID.</p>
    <RequestReference requestId={requestId} />
    <div className="flex flex-wrap gap-2">
      <ButtonLink variant="primary" href="">
        Try again
      </ButtonLink>
      <ButtonLink href="/">Waiting for you</ButtonLink>
    </div>
  </div>
);
