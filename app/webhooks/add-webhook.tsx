import { Disclosure } from "@/components/basics/disclosure";
import { WebhookForm, type WebhookFormProps } from "./webhook-form";

export const AddWebhook = (props: WebhookFormProps) => (
  <Disclosure summary="Add a webhook" open={props.formDraft?.step === "add_webhook"}>
    <div className="max-w-2xl">
      <WebhookForm {...props} step="add_webhook" values={{ template: "standard" }} />
    </div>
  </Disclosure>
);
