import { WatchSwitch } from "@/app/_record/watch-switch";
import type { SessionUser } from "@/app/_request/session";
import { DateTime } from "@/components/record/date-time";
import { StatusBadge } from "@/components/record/status-badge";
import { Section } from "@/components/shell/section";
import type { WatchedRecord } from "@/db/notices/read-watches";
import { watchedPath } from "@/lib/notices/watched-path";
import { attentionWords } from "@/lib/people/attention-words";

type Props = { watches: readonly WatchedRecord[]; person: SessionUser; zone: string };

/** What the reader watches, each with the button that stops it. */
export const WatchedRecords = ({ watches, person, zone }: Props) => (
  <div id="watched" className="scroll-mt-4">
    <Section heading={attentionWords.watched} count={watches.length}>
      <p className="mb-2 max-w-prose">
        {watches.length > 0 ? attentionWords.watchedIntro : attentionWords.nothingWatched}
      </p>
      <ul className="grid">
        {watches.map(({ target, name, title, status, lastEventAt }) => (
          <li key={target} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-2">
            <span className="min-w-0 flex-1 basis-60 wrap-anywhere">
              <a className="link" href={watchedPath(target)}>
                {name}
              </a>{" "}
              {title}
            </span>
            {status ? <StatusBadge status={status} /> : null}
            {lastEventAt ? (
              <span className="text-sm text-muted">
                <DateTime at={lastEventAt} zone={zone} />
              </span>
            ) : null}
            <WatchSwitch person={person} target={target} name={name} isWatched isListed />
          </li>
        ))}
      </ul>
    </Section>
  </div>
);
