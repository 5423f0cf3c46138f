import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, personAsSubject } from "@/app/_steps/subject-of";
import { Disclosure } from "@/components/basics/disclosure";
import { Notice } from "@/components/basics/notice";
import { Section } from "@/components/shell/section";
import type { Emails } from "@/db/notices/read-emails";
import { wantedWords } from "@/lib/notices/notices";
import { judge } from "@/lib/rules/judge";

export function YourEmails({ person, emails, kept }: { person: Person; emails: Emails; kept: Kept | null }) {
  const may = judge("choose_emails", personAsSubject(person.personId, person.name), asJudged(person)).ok;
  return (
    <Section heading="Your e-mails">
      <div className="mb-3 grid gap-3">
        <p className="max-w-prose break-words">
          {person.email ? (
            <>
              Your e-mails go to <strong className="font-medium">{person.email}</strong>, the address that the identity
              provider gave when you signed in.
            </>
          ) : (
            "The identity provider gave no e-mail address for you, so you get no e-mails. Ask its administrator to add one; it takes effect at your next sign-in."
          )}
        </p>
        {emails.configured ? null : (
          <Notice>
            <p className="max-w-prose">
              E-mail is not configured, so nobody gets any. Your choice takes effect once e-mail is configured.
            </p>
          </Notice>
        )}
      </div>
      {may ? (
        <div className="print:hidden">
          <Disclosure
            summary={`Choose your e-mails: now ${wantedWords(emails.wanted)}`}
            open={kept?.step === "choose_emails"}
          >
            <FormOf
              step="choose_emails"
              subject="person"
              type=""
              id={person.personId}
              world={worldOf({ person })}
              values={{ emails: emails.wanted }}
              kept={kept}
              look="quiet"
            />
          </Disclosure>
        </div>
      ) : null}
    </Section>
  );
}
