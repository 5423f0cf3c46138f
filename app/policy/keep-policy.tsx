import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { Disclosure } from "@/components/basics/disclosure";
import type { Policy } from "@/db/policy/read-policy";
import { shippedText } from "@/lib/policy/policy-document";
import { stepWords } from "@/lib/rules/words";

type Props = { of: Policy; inForce: number; person: Person; kept: Kept | null };

export function KeepPolicy({ of: { text, now }, inForce, person, kept }: Props) {
  const about = {
    subject: "installation",
    type: "",
    id: 1,
    seq: inForce,
    world: worldOf({ person, now }),
    kept,
  } as const;
  return (
    <div className="mb-8 grid gap-3 print:hidden">
      <Disclosure summary={stepWords.review_policy.label} open={kept?.step === "review_policy"}>
        <div className="max-w-md">
          <FormOf {...about} step="review_policy" />
        </div>
      </Disclosure>
      <Disclosure summary={stepWords.publish_policy.label} open={kept?.step === "publish_policy"}>
        <div className="grid max-w-prose gap-3">
          <p>
            The new version applies to changes opened after you publish it; open changes keep the version they were
            opened under. The rules that Windlass enforces do not change.
          </p>
          <p className="text-muted">
            A line that begins with # is a heading, with ## a heading under it, with - an item of a list. A refusal
            links to a clause by its words: keep the words, or the first word before a colon, to keep the link.
          </p>
          <FormOf {...about} step="publish_policy" values={{ policyText: text ?? shippedText() }} />
        </div>
      </Disclosure>
    </div>
  );
}
