import type { StepHandler } from "@/app/_steps/form-action";
import { postStep } from "@/app/_steps/post-step";
import type { Step } from "@/lib/rules/rules";
import { importPast } from "./import-past";
import { importSystems } from "./import-systems";
import { makeFeed } from "./make-feed";
import { makeToken } from "./make-token";
import { placeShifts } from "./place-shifts";
import { postStepWithFiles } from "./post-step-with-files";
import { isLedgerRequest, requestLedgerWork } from "./request-ledger-work";
import { rotateWebhook, saveWebhook } from "./save-webhook";

/** Steps that have something to make or to look up before they are taken. */
const handlers: Partial<Record<Step, StepHandler>> = {
  make_token: makeToken,
  make_feed: makeFeed,
  place_shifts: placeShifts,
  import_past: importPast,
  add_webhook: saveWebhook,
  amend_webhook: saveWebhook,
  rotate_webhook: rotateWebhook,
};

/** What each posted step does, however its form came. */
export const takePostedStep: StepHandler = (sent, person) => {
  const { step } = sent.formMetadata;
  if (isLedgerRequest(step)) return requestLedgerWork(sent, person);
  if (step === "register" && sent.typed.how === "import") return importSystems(sent, person);
  return (handlers[step] ?? (sent.files?.length ? postStepWithFiles : postStep))(sent, person);
};
