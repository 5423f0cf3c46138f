import type { Person } from "@/app/_request/session";
import { asJudged } from "@/app/_steps/subject-of";
import { ButtonLink } from "@/components/basics/button";
import { Remark } from "@/components/record/remark";
import { StatusMark } from "@/components/record/status-mark";
import { PageHead } from "@/components/shell/page-head";
import type { CatalogueEntry } from "@/db/catalogue/read-entries";
import { standingOfEntry } from "@/lib/catalogue/entry-words";
import { mayMake, mayPropose } from "@/lib/rules/may-make";
import { isLive } from "@/lib/rules/record";

type Props = { entry: CatalogueEntry; person: Person };

export const EntryHead = ({ entry, person }: Props) => (
  <PageHead
    title={entry.title}
    above={
      <>
        <a className="link" href="/catalogue">
          Catalogue
        </a>
        <StatusMark status={entry.status} />
        {standingOfEntry(entry) ? (
          <Remark tone={entry.expired ? "warn" : "plain"}>{standingOfEntry(entry)}</Remark>
        ) : null}
      </>
    }
    actions={<Actions entry={entry} person={person} />}
  />
);

const paths = { standard: "/changes/new/standard", routine: "/changes/new/normal" } as const;

const Actions = ({ entry, person }: Props) => (
  <>
    {isLive(entry.status) && !entry.expired && mayMake("draft", asJudged(person)) ? (
      <ButtonLink href={`${paths[entry.kind]}?entry=${entry.id}`} look="primary">
        Use this entry
      </ButtonLink>
    ) : null}
    {mayPropose(asJudged(person)) ? (
      <ButtonLink href={`/catalogue/new?entry=${entry.id}`}>Propose a new version</ButtonLink>
    ) : null}
  </>
);
