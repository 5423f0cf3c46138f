import { ButtonLink } from "./button";

type Props = { newer?: string | null; older?: string | null; shown?: string };

/** The way through a list page by page; a page that is not there is not offered. */
export function Pager({ newer, older, shown }: Props) {
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap items-center gap-2 print:hidden">
      {newer ? (
        <ButtonLink href={newer} rel="prev">
          Newer
        </ButtonLink>
      ) : null}
      {older ? (
        <ButtonLink href={older} rel="next">
          Older
        </ButtonLink>
      ) : null}
      {shown ? <span className="text-sm text-muted tabular-nums">{shown}</span> : null}
    </nav>
  );
}
