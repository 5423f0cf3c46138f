import { ButtonLink } from "@/components/basics/button";
import { PageHeader } from "./page-header";
import { RequestReference } from "./request-reference";

/** Shown at an address without a page. */
export const NoSuchPage = ({ requestId }: { requestId: string | null }) => (
  <>
    <PageHeader
      title="Page not found"
      intro="Check the address. Records are never deleted: to find a change, search for its number or title."
    />
    <div className="flex flex-wrap gap-2">
      <ButtonLink variant="primary" href="/changes">
        Search changes
      </ButtonLink>
      <ButtonLink href="/">Waiting for you</ButtonLink>
    </div>
    <RequestReference requestId={requestId} />
  </>
);
