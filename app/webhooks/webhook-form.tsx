import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor, toChoice } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft, type StepFormWithDraftProps } from "@/app/_steps/panel/step-form-with-draft";
import type { NamedRef } from "@/lib/rules/record";
import { webhookTemplates } from "@/lib/rules/record";
import { eventTypeChoices } from "@/lib/webhooks/event-types";
import { webhookTemplateLabels } from "@/lib/webhooks/webhook-labels";

export type WebhookFormProps = {
  readonly person: SessionUser;
  readonly clients: readonly NamedRef[];
  readonly formDraft: FormDraft | null;
};

/** A form of a step on webhooks. */
export const WebhookForm = ({
  person,
  clients,
  ...form
}: WebhookFormProps & Omit<StepFormWithDraftProps, "recordType" | "type" | "options">) => (
  <StepFormWithDraft
    {...form}
    recordType="webhook"
    type=""
    options={formOptionsFor({
      person,
      clients: clients.map(toChoice),
      eventTypes: [...eventTypeChoices],
      templates: webhookTemplates.map((template) => ({ value: template, label: webhookTemplateLabels[template] })),
    })}
  />
);
