import type { Clause } from "@/lib/rules/clauses";

/** What Windlass does for each clause, as sentences beside its text. */
export const clauseImplementation: Record<Clause, string> = {
  scope:
    "A change names one of the eight categories and at least one system of the register. A system that is not under management is refused; when management ends, open changes may finish. The form asks whether it is an application deploy by a development team: such a deploy is not recorded as a change, the decision is, and a deploy halt is offered. A client's report, calendar and feed name its own systems; they leave out the texts of a change that also touches another client, unless its author shares them.",
  standard:
    "Pre-approved means: made from an approved entry of the catalogue. One operator proposes an entry, and an operations lead who did not propose it approves it. The entry fixes the category, the systems and the text; people fill in only its fields.",
  "standard-documented":
    "A standard change can start only from “documented”, with what, why and the rollback plan on record.",
  "standard-operator":
    "Any operator can start it, but not in a freeze, unless the catalogue entry allows that. Their name is the Who of the record.",
  "standard-logged": "It closes only when an operator logs what was actually done, and when it ended.",
  "standard-unapproved": "No review and no approval. The catalogue entry was approved instead.",
  normal:
    "Every change that can wait and is not made from an approved standard entry of the catalogue takes these six steps in order.",
  "normal-submitted":
    "Submitting needs what, why and a rollback plan that names at least one step and what it restores; “n/a”, “tbd”, “none” or a single word do not count as a plan. After that, the text cannot be edited. Revising the change returns it to draft and voids review and approval.",
  "normal-reviewed":
    "A reviewer who did not write any of it, in any revision, reviews it, sends it back or rejects it. A review is valid for one revision.",
  "normal-approved":
    "An operations lead who neither wrote nor reviewed it approves it. The reviewer can approve if an approved routine entry of the catalogue covers the change and the change is marked as fully reversible. An approval is valid for one revision and expires after 30 days.",
  "normal-scheduled":
    "A window ends after it starts and after now, starts at most 60 minutes ago and lasts at most 24 hours. Two changes cannot hold the same system at the same time; an operations lead who did not write the change can override that, with a reason that stays on record. The same holds for a freeze, in which nothing can be scheduled: an operations lead places it on everything, a client or a system, and lifts it.",
  "normal-executed":
    "It can start only inside its window, with a valid approval, outside every freeze, and while no other normal change is running or failed on its systems. If nothing was changed, the person who started it calls it off.",
  "normal-verified":
    "It closes only when an operator has written what shows that it works as expected, and which monitoring was checked and what that showed.",
  emergency:
    "An emergency is declared with three answers: why it cannot wait, what is being done, on which systems. It needs no approval, and no freeze stops it.",
  "emergency-executed":
    "Declaring an emergency starts it. You can declare it when it starts or afterwards, never in advance. Both the claimed and the received time are recorded.",
  "emergency-documented":
    "What, why and the rollback plan are due 24 hours after the claimed start. Late documentation is accepted and stays marked as late. A category and a managed system are required, and the review waits for them, unless an operations lead who did not declare it rules it out of scope.",
  "emergency-reviewed":
    "An operations lead who neither wrote, carried out, rolled back nor documented it judges whether it was justified, or returns it for better documentation.",
  records:
    "A record has a number that is never used twice, and a history of every step with its person and its time. Nothing is ever deleted.",
  "records-who":
    "The person who started or declared it. The database finds them from their session; a name in the form is ignored.",
  "records-what": "Required in every status but draft and cancelled.",
  "records-when":
    "The planned window, and the actual start and end by the database’s clock, in your time zone and in UTC.",
  "records-why": "Required once it is documented or submitted; for an emergency, with its documentation.",
  "records-plan": "Required with the reason. “n/a”, “tbd” or “none” do not count as a plan.",
  failed:
    "Any operator can report a problem, even after the change was closed. That moves the change to “failed” and the rollback plan to the top.",
  "failed-rollback":
    "A rollback needs no approval and no window, and no freeze stops it. The record says whether it was complete, partial or impossible.",
  "failed-alert":
    "The alert is queued in the same transaction as the failure, and the page says whether it is delivered. Until then the record cannot close, unless an operations lead confirms that the team was told another way.",
  "failed-incident":
    "Failing opens an incident. Somebody investigates it and writes the root cause and findings with owner and date; somebody else, who did not carry out the change either, closes it. Only then can the change be closed after rollback.",
  exceptions:
    "Anything not in the rules below is refused for everybody, by the pages and by the database itself. Every refusal of a signed-in person is recorded.",
};
