import { ButtonLink } from "@/components/button";
import { isOffered, type Offer } from "@/lib/judge";
import { stepWords } from "@/lib/words";

/** What is in reach from the top of a change's page: its edit form, and the one field that reports a problem. */
export const HeadActions = ({ offered, path }: { offered: readonly Offer[]; path: string }) => (
  <>
    {isOffered(offered, "edit") ? <ButtonLink href={`${path}/edit`}>Edit</ButtonLink> : null}
    {isOffered(offered, "fail") ? (
      <ButtonLink look="danger" href="#fail" className="max-sm:min-h-11">
        {stepWords.fail.label}
      </ButtonLink>
    ) : null}
  </>
);
