import { ButtonLink } from "@/components/basics/button";
import { PageHead } from "./page-head";

/** Shown at an address without a page. */
export const NoSuchPage = () => (
  <>
    <PageHead
      title="Page not found"
      lead="Check the address. Records are never deleted: to find a change, search for its number or title."
    />
    <div className="flex flex-wrap gap-2">
      <ButtonLink look="primary" href="/changes">
        Search changes
      </ButtonLink>
      <ButtonLink href="/">Waiting for you</ButtonLink>
    </div>
  </>
);
