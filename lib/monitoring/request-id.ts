type RequestHeaders = { readonly requestId: string | undefined; readonly traceparent: string | undefined };

/** Letters, digits and what identifiers are joined with: safe in a log line, a header and a page. */
const wellFormed = /^[\w.:+=@-]{8,128}$/;
/** W3C Trace Context: version, trace id, parent id, flags; the trace id of zeros is invalid. */
const traceparentPattern = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-[\da-f]{16}-[\da-f]{2}(-|$)/;

/** The id of a request: what a proxy in front calls it, else the trace that it belongs to, else the one that `make` makes. */
export function requestIdFrom({ requestId, traceparent }: RequestHeaders, make: () => string): string {
  if (requestId !== undefined && wellFormed.test(requestId)) return requestId;
  return traceparentPattern.exec(traceparent ?? "")?.[1] ?? make();
}

/** What an error page shows, for whoever looks the request up in the log. */
export const requestReference = (requestId: string): string => `Request ID: ${requestId}`;
