/** The steps beside the next one, in the order in which a page offers them: what stops the change first, notes last. */
export const secondaryPlacements = [
  "stop",
  "judge",
  "reschedule",
  "take back",
  "take over",
  "end",
  "look after",
  "note",
] as const;

/**
 * Where a step is offered: as the next one, which leads the record on; in a place among the others; `rarely` or `beside` what
 * it is about, to who may take it and else not spoken of; `elsewhere`, on a page of its own.
 */
export type StepPlacement = "next" | (typeof secondaryPlacements)[number] | "rarely" | "beside" | "elsewhere";

/** The headings under which changes wait for somebody, in the order in which they are urgent. */
export const waitingHeadings = [
  "Roll back",
  "Document",
  "Post-implementation review",
  "Close after rollback",
  "Finish",
  "Verify",
  "Start",
  "Review",
  "Approve",
  "Schedule",
  "Submit",
] as const;
export type WaitingHeading = (typeof waitingHeadings)[number];

/** The stages of a change on its way through the policy. Their order is that of the rulebook's rows. */
export type StageName =
  | "Documented"
  | "Submitted"
  | "Reviewed"
  | "Approved"
  | "Scheduled"
  | "Executed"
  | "Logged"
  | "Verified"
  | "Failed"
  | "Rolled back"
  | "Closed after rollback";

/** What a step does to its change; database, replay and reports read it from the step's row. */
export type Effect =
  | "reopens" // begins the next revision, without window, waiver and approval
  | "returns" // what led on from where it leads back to no longer counts
  | "schedules" // gives the window and who carries it out
  | "waives" // conflicts and freezes do not count for this window
  | "approves"
  | "starts" // tells who carries it out, from when
  | "ends" // tells until when it was carried out
  | "fails" // opens the incident
  | "rolls_back";
