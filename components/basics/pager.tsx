import { ButtonLink } from "./button";

type Props = {
  /** Distinguishes it from another pager on the page, for screen readers. */
  label?: string;
  newer?: string | null;
  older?: string | null;
  shown?: string;
  newerLabel?: string;
  olderLabel?: string;
};

/** Links to the newer and the older page of a list; a page that does not exist has no link. */
export function Pager({ label = "Pages", newer, older, shown, newerLabel = "Newer", olderLabel = "Older" }: Props) {
  if (!newer && !older && !shown) return null;
  return (
    <nav aria-label={label} className="mt-4 flex flex-wrap items-center gap-2 print:hidden">
      {newer ? (
        <ButtonLink href={newer} rel="prev">
          {newerLabel}
        </ButtonLink>
      ) : null}
      {older ? (
        <ButtonLink href={older} rel="next">
          {olderLabel}
        </ButtonLink>
      ) : null}
      {shown ? <span className="text-sm text-muted tabular-nums">{shown}</span> : null}
    </nav>
  );
}
