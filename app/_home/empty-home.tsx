import { EmptyState } from "@/components/basics/empty-state";

export const EmptyHome = () => (
  <EmptyState>
    Nothing is waiting for you, and nothing is in progress.{" "}
    <a className="link" href="/changes/new/normal">
      Propose a change
    </a>{" "}
    or look through{" "}
    <a className="link" href="/changes">
      all changes
    </a>
    .
  </EmptyState>
);
