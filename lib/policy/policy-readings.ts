import type { Clause } from "@/lib/rules/clauses";

/** How we read the policy where its text leaves room, and why. */
type PolicyReading = { readonly clause: Clause; readonly reading: string; readonly reason: string };

/** The readings, with the organisation by its name. */
export const readingsOf = (organisation: string): readonly PolicyReading[] =>
  policyReadings.map((one) => ({ ...one, reading: one.reading.replace("{organisation}", () => organisation) }));

const policyReadings: readonly PolicyReading[] = [
  {
    clause: "normal-reviewed",
    reading:
      "A second operator of {organisation} is another person, in the reviewers’ group, who did not write any of the change in any revision.",
    reason: "A reviewer who wrote a part would review their own work.",
  },
  {
    clause: "normal-approved",
    reading: "The reviewer and the approver are two people, unless the change is routine.",
    reason: "The policy lets the reviewer approve routine changes only; so somebody else approves all others.",
  },
  {
    clause: "normal-approved",
    reading: "An approved routine entry of the catalogue decides what is routine, never the author.",
    reason: "The person who wants an approval must not decide how many people it takes.",
  },
  {
    clause: "normal-approved",
    reading: "An operations lead who wrote or reviewed a change cannot approve it.",
    reason: "Nobody approves their own work, whatever their role.",
  },
  {
    clause: "normal-approved",
    reading:
      "An operations lead can delegate authority to a named operator for up to 92 days, with a reason: to approve, reject, send back, extend, close after rollback and review emergencies, nothing else. The delegation ends at once when a lead ends it, or when one of the two no longer holds the required role.",
    reason:
      "Otherwise an absent lead would be a reason to bypass the policy. A delegation lifts no rule: a delegate approves nothing that they or their lead wrote or reviewed, and each of their steps names the delegation.",
  },
  {
    clause: "normal-approved",
    reading: "An approval is valid for one revision and expires after 30 days.",
    reason: "The text and the circumstances of an approval can change.",
  },
  {
    clause: "normal-scheduled",
    reading: "A window lasts at most 24 hours and may have started up to 60 minutes ago.",
    reason: "A window that is always open assigns no time. The 60 minutes are for changes agreed on just now.",
  },
  {
    clause: "standard",
    reading: "Pre-approved means that an operations lead approved the catalogue entry that the change is made from.",
    reason: "Without a named approval, anybody could call a change pre-approved.",
  },
  {
    clause: "emergency",
    reading: "Containing a threat and recording a change that was made without a record are emergencies too.",
    reason:
      "Blocking a malicious IP is one of the policy’s own examples; and a change that was already made can only be documented openly after the fact.",
  },
  {
    clause: "emergency-documented",
    reading: "The 24 hours run from the claimed start of the change. Late documentation is accepted and stays marked.",
    reason: "A refusal would leave the change undocumented, which is worse than late.",
  },
  {
    clause: "emergency-reviewed",
    reading: "An operations lead who took part in an emergency does not review it.",
    reason: "Nobody judges their own work, not even after the fact.",
  },
  {
    clause: "failed-incident",
    reading: "Neither the person who carried out the change nor the person who investigated it closes the incident.",
    reason: "The findings need a second, independent check.",
  },
  {
    clause: "exceptions",
    reading: "The rules apply to everybody, administrators included. Auditors read everything and take no step.",
    reason: "No changes bypass this policy.",
  },
];
