import { type DemoAccount, demoAccounts } from "@/lib/people/demo-accounts";

export function signInPage(action: string): string {
  return page(
    "Who are you today?",
    `<p>This is the demo identity provider of Windlass. It has no passwords: choose a name to sign in as that person.
Everything behind it is demonstration data.</p>
<form method="post" action="${htmlSafe(action)}">
<ul>${demoAccounts.map(button).join("\n")}</ul>
</form>`,
  );
}

/** Also ends the product's sessions, by back-channel logout. */
export function signOutPage(form: string): string {
  return page(
    "Sign out everywhere?",
    `<p>This ends your session here and ends your Windlass sessions that were opened with it.</p>
${form}
<p><button form="op.logoutForm" name="logout" value="yes">Sign out</button></p>
<p><a href="/">Stay signed in</a></p>`,
  );
}

export function signedOutPage(): string {
  return page(
    "You are signed out",
    `<p>You are signed out of the demo identity provider.</p><p><a href="/">Back to Windlass</a></p>`,
  );
}

export function errorPage(error: string, description = ""): string {
  return page(
    "This sign-in cannot continue",
    `<p>${htmlSafe(description || error)}.</p><p>The sign-in may have expired or been opened in another window. Start again.</p>
<p><a href="/">Back to Windlass</a></p>`,
  );
}

function button({ id, name, groups }: DemoAccount): string {
  const held = groups.length > 0 ? groups.join(", ") : "in no group";
  return `<li><button name="account" value="${id}"><strong>${htmlSafe(name)}</strong> <span>${htmlSafe(held)}</span></button></li>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${htmlSafe(title)} · Demo identity provider</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/idp/style.css">
</head>
<body>
<header><p>Demo identity provider</p></header>
<main>
<h1>${htmlSafe(title)}</h1>
${body}
</main>
</body>
</html>`;
}

function htmlSafe(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
