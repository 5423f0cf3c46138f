"use server";

import { formAction } from "@/app/_steps/form-action";
import { takePostedStep } from "./take-posted-step";

/** The one server action: every step of every record is posted to it. */
export const takeStep = formAction(takePostedStep);
