const secondsPerDay = 24 * 60 * 60;

/** The cookies the product sets, as options: `__Host-` and Secure exactly when people come by https. */
export function cookieFor(name: string, secure: boolean) {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
  return { name: secure ? `__Host-${name}` : name, options };
}

/** The cookie that holds the session's token. */
export function sessionCookie(secure: boolean) {
  return cookieFor("windlass-session", secure);
}

/** Longer than any session lives: an ended one still shows whose form it was that came too late. */
export const sessionCookieSeconds = 7 * secondsPerDay;
