import type ICAL from "ical.js";

/** A person as a calendar file names them. */
export type FilePerson = { readonly name: string; readonly email: string | null };
export type Colleague = { readonly id: number; readonly name: string; readonly email: string | null };

/** Whom an event means, or why nobody. */
type EventPeople = readonly FilePerson[] | "declined" | "unnamed";

/**
 * Who is on call by an event: the people it invites who did not decline or pass it on (a room, a resource and a group are no
 * people, and who is only informed takes no part); where it invites nobody, whom its summary names ("On Call - Jane Doe",
 * "Jane Doe (Primary)", an address). Who arranged it is not on call by that.
 */
export function peopleIn(event: ICAL.Component): EventPeople {
  const summaryName = nameInSummary(textOf(event, "summary"));
  const invited = event.getAllProperties("attendee").filter(isPerson);
  const coming = invited.filter(isComing);
  const people = coming.map((attendee) => toFilePerson(attendee, summaryName)).filter(({ name }) => name !== "");
  if (people.length > 0) return people;
  if (invited.length > coming.length) return "declined";
  return summaryName ? [{ name: summaryName, email: emailIn(summaryName) }] : "unnamed";
}

/** Whom an event invites and who is not on call by it: those who declined where others come, and what is no person. */
export function absenteesIn(event: ICAL.Component): { readonly absent: number; readonly room: number } {
  const all = event.getAllProperties("attendee");
  const people = all.filter(isPerson);
  const absent = people.filter((attendee) => !isComing(attendee)).length;
  return { absent: absent < people.length ? absent : 0, room: all.length - people.length };
}

const isComing = (attendee: ICAL.Property) => !/^(DECLINED|DELEGATED)$/.test(parameterOf(attendee, "partstat"));

function toFilePerson(attendee: ICAL.Property, summaryName: string): FilePerson {
  const email = emailIn(truncate(attendee.getFirstValue())) ?? emailIn(truncate(attendee.getFirstParameter("email")));
  const commonName = truncate(attendee.getFirstParameter("cn"));
  return { name: normaliseText(commonName && !emailIn(commonName) ? commonName : summaryName || email || ""), email };
}

const isPerson = (attendee: ICAL.Property): boolean =>
  !/^(ROOM|RESOURCE|GROUP)$/.test(parameterOf(attendee, "cutype")) &&
  parameterOf(attendee, "role") !== "NON-PARTICIPANT";

const parameterOf = (attendee: ICAL.Property, name: string) => truncate(attendee.getFirstParameter(name)).toUpperCase();

/** Which colleague it is: by e-mail, then by name, both however they are written; null when nobody, or more than one, is called so. */
export function matchColleague({ name, email }: FilePerson, colleagues: readonly Colleague[]): number | null {
  const byEmail = colleagues.filter((one) => email !== null && isSameText(one.email ?? "", email));
  const byName = colleagues.filter((one) => isSameText(one.name, name));
  const candidates = byEmail.length > 0 ? byEmail : byName;
  return candidates.length === 1 ? (candidates[0]?.id ?? null) : null;
}

/** What tells one person of a file from another. */
export const personKey = ({ name, email }: FilePerson): string => foldText(email ?? name);

/** The name in a summary: without "On Call -" before it and the schedule behind it. */
function nameInSummary(summary: string): string {
  const named = summary.replace(/^on[\s-]?call\b\s*(?:for\b|is\b)?\s*[-–—:|]?\s*/i, "").replace(/\s*\([^)]*\)\s*$/, "");
  return normaliseText(named.split(/\s+[-–—|]\s+/)[0] ?? "");
}

function emailIn(text: string): string | null {
  return /^(?:mailto:)?\s*([^\s@<>]{1,100}@[^\s@<>]{1,150})\s*$/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

const textOf = (event: ICAL.Component, name: string) => truncate(event.getFirstPropertyValue(name));
/** The beginning of a value, for what looks for names in it takes longer the longer it is. */
const truncate = (value: unknown) => String(value ?? "").slice(0, 500);
const normaliseText = (text: string) =>
  text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, 100);
const foldText = (text: string) => normaliseText(text.normalize("NFKC")).toLowerCase();
const isSameText = (one: string, other: string) => foldText(one) === foldText(other);
