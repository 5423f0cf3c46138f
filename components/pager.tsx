import { ButtonLink } from "./button";

type Props = {
  newer?: string | null;
  older?: string | null;
  shown?: string;
  newerLabel?: string;
  olderLabel?: string;
};

/** The way through a list page by page; a page that is not there is not offered. */
export function Pager({ newer, older, shown, newerLabel = "Newer", olderLabel = "Older" }: Props) {
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap items-center gap-2 print:hidden">
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
