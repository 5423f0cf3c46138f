import { toActor, toWebhookState } from "@/app/_steps/record-state";
import { Disclosure } from "@/components/basics/disclosure";
import type { WebhookRecord } from "@/db/webhooks/read-webhooks";
import type { FormValues } from "@/lib/form/form-values";
import { judge } from "@/lib/rules/judge";
import { WebhookForm, type WebhookFormProps } from "./webhook-form";

/** What a lead may do with a webhook. */
export function WebhookSteps({ webhook, ...props }: WebhookFormProps & { webhook: WebhookRecord }) {
  const { id, stepSeq: seq, name, oldKeyUntil } = webhook;
  const actor = toActor(props.person);
  const offered = (["rotate_webhook", "drop_old_key", "enable_webhook", "disable_webhook"] as const).filter(
    (step) => judge(step, toWebhookState(webhook), actor).ok && (step !== "drop_old_key" || oldKeyUntil !== null),
  );
  return (
    <div className="grid max-w-2xl gap-3 print:hidden">
      <Disclosure
        summary={`Edit ${name}`}
        open={props.formDraft?.step === "amend_webhook" && props.formDraft.id === id}
      >
        <WebhookForm
          {...props}
          {...{ id, seq }}
          step="amend_webhook"
          values={currentValues(webhook)}
          label={`Save ${name}`}
        />
      </Disclosure>
      <div className="flex flex-wrap items-start gap-3">
        {offered.map((step) => (
          <WebhookForm
            key={step}
            {...props}
            {...{ id, seq, step }}
            label={buttonLabels[step](name)}
            variant={step === "disable_webhook" ? "danger" : "quiet"}
          />
        ))}
      </div>
    </div>
  );
}

/** Each names its webhook: the page has the same buttons for all. */
const buttonLabels = {
  rotate_webhook: (name: string) => `Rotate the key of ${name}`,
  drop_old_key: (name: string) => `Drop the old key of ${name}`,
  enable_webhook: (name: string) => `Enable ${name}`,
  disable_webhook: (name: string) => `Disable ${name}`,
} as const;

const currentValues = ({ name, eventTypes, client, template }: WebhookRecord): FormValues => ({
  name,
  eventTypes,
  ofClient: client ? String(client.id) : "",
  template,
});
