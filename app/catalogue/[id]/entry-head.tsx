import type { SessionUser } from "@/app/_request/session";
import { toActor } from "@/app/_steps/record-state";
import { ButtonLink } from "@/components/basics/button";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { StatusBadge } from "@/components/record/status-badge";
import { PageHeader } from "@/components/shell/page-header";
import type { CatalogueEntry } from "@/db/catalogue/read-entries";
import { entryExpiryLabel } from "@/lib/catalogue/entry-labels";
import { canCreateChange, canProposeEntry } from "@/lib/rules/can-create";
import { isEntryLive } from "@/lib/rules/record";

type Props = { entry: CatalogueEntry; person: SessionUser };

export const EntryHead = ({ entry, person }: Props) => (
  <PageHeader
    title={entry.title}
    above={
      <>
        <a className="link" href="/catalogue">
          Catalogue
        </a>
        <StatusBadge status={entry.status} />
        {entryExpiryLabel(entry) ? (
          <DeadlineBadge tone={entry.expired ? "warn" : "plain"}>{entryExpiryLabel(entry)}</DeadlineBadge>
        ) : null}
      </>
    }
    actions={<EntryActions entry={entry} person={person} />}
  />
);

const newChangePaths = { standard: "/changes/new/standard", routine: "/changes/new/normal" } as const;

const EntryActions = ({ entry, person }: Props) => (
  <>
    {isEntryLive(entry.status) && !entry.expired && canCreateChange("draft", toActor(person)) ? (
      <ButtonLink href={`${newChangePaths[entry.kind]}?entry=${entry.id}`} variant="primary">
        Use this entry
      </ButtonLink>
    ) : null}
    {canProposeEntry(toActor(person)) ? (
      <ButtonLink href={`/catalogue/new?entry=${entry.id}`}>Propose a new version</ButtonLink>
    ) : null}
  </>
);
