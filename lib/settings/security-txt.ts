type Contacts = { readonly contact: string; readonly policy: string | null };

const dayMs = 86_400_000;

/** For how long the file holds: RFC 9116 wants less than a year, and each answer is a new one. */
const validDays = 180;

/** `security.txt` as RFC 9116 writes it, for the origin `appUrl`; `now` in milliseconds. A day long it stays the same. */
export function securityTxt({ contact, policy }: Contacts, appUrl: string, now: number): string {
  const expires = new Date((Math.floor(now / dayMs) + validDays) * dayMs);
  return [
    `Contact: ${contact}`,
    `Expires: ${expires.toISOString().replace(".000Z", "Z")}`,
    "Preferred-Languages: en",
    // The standard takes https alone.
    ...(appUrl.startsWith("https:") ? [`Canonical: ${appUrl}/.well-known/security.txt`] : []),
    ...(policy ? [`Policy: ${policy}`] : []),
    "",
  ].join("\n");
}
