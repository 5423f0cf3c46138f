import { requestReference } from "@/lib/monitoring/request-id";

/** A page by itself, for where no other can be drawn: what happened, in words, and what follows them as markup. */
export const renderPlainPage = (title: string, message: string, extraHtml = ""): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(message)}</p>${extraHtml}</main></body>
</html>
`;

/** What a plain page gives its reader to quote; nothing where the request has no ID. */
export const requestReferenceHtml = (requestId: string | undefined): string =>
  requestId === undefined ? "" : `<p>${escapeHtml(requestReference(requestId))}</p>`;

/** What a plain page allows: nothing but to send its own form. */
export const plainPageHeaders = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** Text as it stands in markup, in an attribute too. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
