"use server";

import { formAction } from "./form-action";
import { postStep } from "./post-step";

/** Every step of every record is posted here. */
export const takeStep = formAction(postStep);
