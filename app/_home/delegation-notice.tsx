import type { SessionUser } from "@/app/_request/session";
import { Notice } from "@/components/basics/notice";
import { DateTime } from "@/components/record/date-time";
import { delegableStepsSentence } from "@/lib/people/delegable-steps";

/** For somebody with delegated authority: whose, until when, and what it covers. */
export const DelegationNotice = ({
  delegation: { delegator, until },
  zone,
}: {
  delegation: NonNullable<SessionUser["delegation"]>;
  zone: string;
}) => (
  <div className="mb-6">
    <Notice tone="active" icon="person" heading="You act for the operations lead">
      <p className="max-w-prose">
        {delegator} delegated their authority to you until <DateTime at={until} zone={zone} />. {delegableStepsSentence}{" "}
        The record shows each step you take this way.{" "}
        <a className="link" href="/people#delegations">
          Delegations
        </a>
      </p>
    </Notice>
  </div>
);
