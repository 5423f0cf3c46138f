import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toPersonState } from "@/app/_steps/record-state";
import { Disclosure } from "@/components/basics/disclosure";
import { Notice } from "@/components/basics/notice";
import { Section } from "@/components/shell/section";
import type { WantedEmails } from "@/db/notices/read-email-preferences";
import { formatWantedCount } from "@/lib/notices/notices";
import { judge } from "@/lib/rules/judge";

export function EmailPreferences({
  person,
  emails,
  formDraft,
}: {
  person: SessionUser;
  emails: WantedEmails;
  formDraft: FormDraft | null;
}) {
  const mayChoose = judge("choose_emails", toPersonState(person.personId, person.name), toActor(person)).ok;
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
      {mayChoose ? (
        <div className="print:hidden">
          <Disclosure
            summary={`Choose your e-mails (${formatWantedCount(emails.wanted)} selected)`}
            open={formDraft?.step === "choose_emails"}
          >
            <StepFormWithDraft
              step="choose_emails"
              recordType="person"
              type=""
              id={person.personId}
              options={formOptionsFor({ person })}
              values={{ emails: emails.wanted }}
              formDraft={formDraft}
              variant="quiet"
            />
          </Disclosure>
        </div>
      ) : null}
    </Section>
  );
}
