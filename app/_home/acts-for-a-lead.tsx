import type { Person } from "@/app/_request/session";
import { Notice } from "@/components/basics/notice";
import { When } from "@/components/record/when";
import { lentSentence } from "@/lib/people/lent-steps";

/** For somebody with delegated authority: whose, until when, and what it covers. */
export const ActsForALead = ({
  delegation: { lender, until },
  zone,
}: {
  delegation: NonNullable<Person["delegation"]>;
  zone: string;
}) => (
  <div className="mb-6">
    <Notice tone="active" icon="person" heading="You act for the operations lead">
      <p className="max-w-prose">
        {lender} delegated their authority to you until <When at={until} zone={zone} />. {lentSentence} The record shows
        each step you take this way.{" "}
        <a className="link" href="/people#delegations">
          Delegations
        </a>
      </p>
    </Notice>
  </div>
);
