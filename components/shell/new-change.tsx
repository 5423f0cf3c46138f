import { ButtonLink } from "@/components/basics/button";
import { Icon } from "@/components/basics/icon";

/** The two ways to begin, one click from every page: the form of most changes, which leads to the other types. On a phone the emergency comes first and the other is in reach. */
export const NewChange = () => (
  <>
    <ButtonLink href="/changes/new/normal" aria-label="New change" className="max-sm:min-w-11 max-sm:px-2.5">
      <Icon name="plus" />
      <span className="max-sm:hidden">New change</span>
    </ButtonLink>
    <ButtonLink
      variant="emergency"
      href="/changes/new/emergency"
      aria-label="Declare emergency"
      className="max-sm:min-h-11"
    >
      <Icon name="siren" />
      <span className="max-sm:hidden">Declare emergency</span>
      <span className="sm:hidden">Emergency</span>
    </ButtonLink>
  </>
);
