import { randomUUID } from "node:crypto";
import { stepsTarget } from "@/app/_document/steps-target";
import type { SessionUser } from "@/app/_request/session";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepForm } from "@/components/form/step-form";
import { DateTime } from "@/components/record/date-time";
import { RecordNumber } from "@/components/record/record-number";
import { Section } from "@/components/shell/section";
import type { NoteForReader } from "@/db/home/read-notices";
import { redactedText } from "@/lib/changes/redaction";
import { attentionWords } from "@/lib/people/attention-words";
import { stepLabels } from "@/lib/rules/labels";
import { toOneLine } from "@/lib/text/plain-text";

type Props = { notes: readonly NoteForReader[]; person: SessionUser; zone: string };

const maxNoteLength = 160;

/** Notes that name the reader, the newest first, until they open the change or mark its notes as read. */
export const NotesForReader = ({ notes, person, zone }: Props) =>
  notes.length === 0 ? null : (
    <Section heading={attentionWords.notes} count={notes.length}>
      <ul className="grid">
        {notes.map(({ event, change, changeId, by, at, note }) => (
          <li key={event} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-2">
            <a className="link" href={`/changes/${change}`}>
              <RecordNumber number={change} />
            </a>
            <span className="line-clamp-2 min-w-0 flex-1 basis-60 wrap-anywhere">
              {by}: {note === null ? redactedText : toOneLine(note, maxNoteLength)}
            </span>
            <span className="text-sm text-muted">
              <DateTime at={at} zone={zone} />
            </span>
            <StepForm
              target={stepsTarget()}
              step="acknowledge"
              recordType="person"
              type=""
              id={person.personId}
              idempotencyKey={randomUUID()}
              options={formOptionsFor({ person })}
              values={{ ofChange: String(changeId) }}
              label={`${stepLabels.acknowledge.label}: ${change}`}
              variant="quiet"
            />
          </li>
        ))}
      </ul>
    </Section>
  );
