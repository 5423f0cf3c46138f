import type ICAL from "ical.js";

/** A person as a calendar file names them. */
export type FilePerson = { readonly name: string; readonly email: string | null };
export type Colleague = { readonly id: number; readonly name: string; readonly email: string | null };

/**
 * Who is on call by an event of PagerDuty or Opsgenie: its attendees, else whom its summary names ("On Call - Jane Doe",
 * "Jane Doe (Primary)", an address). Nobody: an empty list.
 */
export function peopleIn(event: ICAL.Component): readonly FilePerson[] {
  const said = nameIn(textOf(event, "summary"));
  const invited = event.getAllProperties("attendee").map((attendee) => {
    const email = addressIn(short(attendee.getFirstValue()));
    const called = short(attendee.getFirstParameter("cn"));
    return { name: plain(called && !addressIn(called) ? called : said || email || ""), email };
  });
  const people = invited.filter(({ name }) => name !== "");
  if (people.length > 0) return people;
  return said ? [{ name: said, email: addressIn(said) }] : [];
}

/** Which colleague it is: by e-mail, then by name, both whatever their case; null when nobody, or more than one, is called so. */
export function matched({ name, email }: FilePerson, colleagues: readonly Colleague[]): number | null {
  const byEmail = colleagues.filter((one) => email !== null && same(one.email ?? "", email));
  const byName = colleagues.filter((one) => same(one.name, name));
  const found = byEmail.length > 0 ? byEmail : byName;
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

/** What tells one person of a file from another. */
export const keyOf = ({ name, email }: FilePerson): string => (email ?? name).toLowerCase();

/** The name in a summary: without "On Call -" before it and the schedule behind it. */
function nameIn(summary: string): string {
  const named = summary.replace(/^on[\s-]?call\b\s*(?:for\b|is\b)?\s*[-–—:|]?\s*/i, "").replace(/\s*\([^)]*\)\s*$/, "");
  return plain(named.split(/\s+[-–—|]\s+/)[0] ?? "");
}

function addressIn(text: string): string | null {
  return /^(?:mailto:)?\s*([^\s@<>]{1,100}@[^\s@<>]{1,150})\s*$/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

const textOf = (event: ICAL.Component, name: string) => short(event.getFirstPropertyValue(name));
/** The beginning of a value, for what looks for names in it takes longer the longer it is. */
const short = (value: unknown) => String(value ?? "").slice(0, 500);
const plain = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, 100);
const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
