"use server";

import { formAction } from "./form-action";
import { makeFeed } from "./make-feed";
import { postStep } from "./post-step";

/** Every step of every record is posted here. */
export const takeStep = formAction((sent, person) =>
  sent.envelope.step === "make_feed" ? makeFeed(sent, person) : postStep(sent, person),
);
