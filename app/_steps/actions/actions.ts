"use server";

import { formAction } from "@/app/_steps/form-action";
import { postStep } from "@/app/_steps/post-step";
import { importSystems } from "./import-systems";
import { makeFeed } from "./make-feed";
import { makeToken } from "./make-token";
import { placeShifts } from "./place-shifts";
import { isLedgerRequest, requestLedgerWork } from "./request-ledger-work";

/** The one server action: every step of every record is posted to it. */
export const takeStep = formAction((sent, person) => {
  const { step } = sent.formMetadata;
  if (isLedgerRequest(step)) return requestLedgerWork(sent, person);
  if (step === "make_token") return makeToken(sent, person);
  if (step === "register" && sent.typed.how === "import") return importSystems(sent, person);
  if (step === "place_shifts") return placeShifts(sent, person);
  return step === "make_feed" ? makeFeed(sent, person) : postStep(sent, person);
});
