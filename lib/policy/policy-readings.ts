import type { Clause } from "@/lib/rules/clauses";

/** How we read the policy where its text leaves room, and why. */
type Reading = { readonly clause: Clause; readonly reading: string; readonly reason: string };

/** The readings, with the organisation by its name. */
export const readingsOf = (organisation: string): readonly Reading[] =>
  readings.map((one) => ({ ...one, reading: one.reading.replace("{organisation}", () => organisation) }));

const readings: readonly Reading[] = [
  {
    clause: "normal-reviewed",
    reading:
      "A second operator of {organisation} is another person, in the reviewers’ group, who wrote none of the change in any revision.",
    reason: "A second pair of eyes that wrote a part reviews its own work.",
  },
  {
    clause: "normal-approved",
    reading: "The reviewer and the approver are two people, unless the change is routine.",
    reason: "The policy lets the reviewer approve routine changes only; so for all others somebody else does.",
  },
  {
    clause: "normal-approved",
    reading: "Routine is what a live catalogue entry of the kind routine says, never what the author ticks.",
    reason: "Whoever wants an approval must not decide how many people it takes.",
  },
  {
    clause: "normal-approved",
    reading: "An operations lead who wrote or reviewed a change cannot approve it.",
    reason: "The policy names a role. A role is no reason to approve one’s own work.",
  },
  {
    clause: "normal-approved",
    reading:
      "An operations lead may lend the role to a named operator for up to 92 days, with a reason: to approve, reject, send back, review after the fact, settle and extend, nothing else. It ends at once when a lead ends it, or when either of the two no longer holds their role.",
    reason:
      "A lead who is away would else be a reason to bypass the policy. What is lent lifts no rule: a delegate approves nothing that they or whoever lent them the role wrote or reviewed, and each of their acts names the delegation.",
  },
  {
    clause: "normal-approved",
    reading: "An approval is of one revision and lapses 30 days after it was given.",
    reason: "What was approved is a text and its circumstances; both can change.",
  },
  {
    clause: "normal-scheduled",
    reading: "A window lasts at most 24 hours and may have started up to 60 minutes ago.",
    reason: "A window that is always open assigns no time; an hour is for changes agreed on just now.",
  },
  {
    clause: "standard",
    reading: "Pre-approved means that an operations lead approved the catalogue entry that the change is made from.",
    reason: "Without a named approval “pre-approved” is what anybody says it is.",
  },
  {
    clause: "emergency",
    reading: "Containing a threat and recording a change that was made without a record are emergencies too.",
    reason:
      "Blocking a malicious IP is one of the policy’s own examples; and a change that was already made can only be documented after the fact, in the open.",
  },
  {
    clause: "emergency-documented",
    reading: "The 24 hours run from the claimed start of the change. Late is accepted and stays marked.",
    reason: "A refusal would leave the change undocumented, which is worse than late.",
  },
  {
    clause: "emergency-reviewed",
    reading: "An operations lead who took part in an emergency does not review it.",
    reason: "After the fact is no reason to judge one’s own act.",
  },
  {
    clause: "failed-incident",
    reading: "Neither who carried out the change nor who investigated it closes the incident.",
    reason: "The findings are worth what somebody else finds in them.",
  },
  {
    clause: "exceptions",
    reading: "Nobody is above the rules, no administrator included. Auditors read everything and take no step.",
    reason: "No changes bypass this policy.",
  },
];
