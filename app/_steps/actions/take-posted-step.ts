import type { StepHandler } from "@/app/_steps/form-action";
import { postStep } from "@/app/_steps/post-step";
import { importPast } from "./import-past";
import { importSystems } from "./import-systems";
import { makeFeed } from "./make-feed";
import { makeApiToken, makeGateToken } from "./make-token";
import { placeShifts } from "./place-shifts";
import { postStepWithFiles } from "./post-step-with-files";
import { isLedgerRequest, requestLedgerWork } from "./request-ledger-work";
import { rotateWebhook, saveWebhook } from "./save-webhook";

/** What each posted step does, however its form came. */
export const takePostedStep: StepHandler = (sent, person) => {
  const { step, subject } = sent.formMetadata;
  if (isLedgerRequest(step)) return requestLedgerWork(sent, person);
  if (step === "make_token") return (subject === "installation" ? makeGateToken : makeApiToken)(sent, person);
  if (step === "register" && sent.typed.how === "import") return importSystems(sent, person);
  if (step === "import_past") return importPast(sent, person);
  if (step === "place_shifts") return placeShifts(sent, person);
  if (step === "add_webhook" || step === "amend_webhook") return saveWebhook(sent, person);
  if (step === "rotate_webhook") return rotateWebhook(sent, person);
  if (step === "make_feed") return makeFeed(sent, person);
  return sent.files?.length ? postStepWithFiles(sent, person) : postStep(sent, person);
};
