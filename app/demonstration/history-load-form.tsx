import { Button } from "@/components/basics/button";
import { canRequestHistory, historyChanges, historyRefusals } from "@/lib/first-run/history-load";
import type { Role } from "@/lib/rules/roles";

type Props = {
  roles: readonly Role[];
  /** It was tried before, and failed. */
  isRepeat?: boolean;
};

/** What is loaded on order, and the button that orders it; or who can. */
export const HistoryLoadForm = ({ roles, isRepeat = false }: Props) => (
  <>
    <p className="max-w-prose">
      {historyChanges.toLocaleString("en")} invented changes of the last twelve months to look around in, with their
      reviews, emergencies, failures, incidents and shifts. Each step passes the same rules as yours.
    </p>
    {canRequestHistory(roles) ? (
      <form action="/demonstration/history" method="post" className="mt-3">
        <Button type="submit" variant="quiet">
          {isRepeat ? "Load again" : "Load a year of changes"}
        </Button>
      </form>
    ) : (
      <p className="mt-3 text-muted">{historyRefusals.read_only}</p>
    )}
  </>
);
