import { Button } from "@/components/basics/button";
import { Notice } from "@/components/basics/notice";
import { CheckboxField } from "@/components/form/checkbox-field";
import { TextField } from "@/components/form/text-field";
import type { ChangeFilter } from "@/lib/changes/change-filter";
import {
  maxViewName,
  type SavedView,
  type ViewRefusal,
  viewPath,
  viewQueryOf,
  viewRefusals,
} from "@/lib/changes/views/saved-views";

type Props = { filter: ChangeFilter; views: readonly SavedView[] };

/** The reader's views and those that others share, one click away. */
export function SavedViewLinks({ filter, views }: Props) {
  const query = viewQueryOf(filter);
  if (views.length === 0) return null;
  return (
    <nav aria-label="Saved views" className="mb-4 print:hidden">
      <ul className="flex flex-wrap gap-2">
        {views.map((view) => (
          <li key={view.id}>
            <a className="chip" href={viewPath(view.query)} aria-current={view.query === query ? "page" : undefined}>
              {view.name}
              {view.by ? <span className="ml-1.5 text-muted">by {view.by}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Saves what the list shows now, or deletes the reader's view of it; the whole list needs no view. */
export function SavedViewForm({ filter, views, refusal }: Props & { refusal: ViewRefusal | null }) {
  const query = viewQueryOf(filter);
  const own = views.find((view) => view.query === query && view.by === null);
  return (
    <>
      {refusal ? (
        <div className="mb-4">
          <Notice tone="warn" role="alert">
            <p>{viewRefusals[refusal]}</p>
          </Notice>
        </div>
      ) : null}
      {own ? <DeleteView view={own} query={query} /> : null}
      {query && !own ? <SaveView query={query} isOpen={refusal !== null} /> : null}
    </>
  );
}

/** Whether the list shows a saved view: its chip then says what it is narrowed to. */
export const isSavedView = ({ filter, views }: Props): boolean =>
  views.some(({ query }) => query === viewQueryOf(filter));

const SaveView = ({ query, isOpen }: { query: string; isOpen: boolean }) => (
  <details open={isOpen} className="-mt-3 mb-5 print:hidden">
    <summary className="link w-fit cursor-pointer py-1">Save this view</summary>
    <form action="/changes/views" method="post" encType="multipart/form-data" className="mt-2 grid max-w-md gap-3">
      <input type="hidden" name="query" value={query} />
      <TextField name="name" label="Name of the view" required lines={1} maxLength={maxViewName} />
      <CheckboxField name="shared" label="Share with everybody" hint="Everybody sees the view above their list." />
      <Button type="submit" className="w-fit">
        Save view
      </Button>
    </form>
  </details>
);

const DeleteView = ({ view, query }: { view: SavedView; query: string }) => (
  <form
    action="/changes/views"
    method="post"
    encType="multipart/form-data"
    className="-mt-2 mb-5 flex flex-wrap items-center gap-3 print:hidden"
  >
    <span className="text-sm text-muted">
      {view.isShared ? "You share this view with everybody." : "Only you see this view."}
    </span>
    <input type="hidden" name="query" value={query} />
    <input type="hidden" name="delete" value={view.id} />
    <Button type="submit" variant="quiet">
      Delete view
    </Button>
  </form>
);
