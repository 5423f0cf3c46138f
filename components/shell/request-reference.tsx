import { requestReference } from "@/lib/monitoring/request-id";

/** What an error page gives its reader to quote; nothing where the request has no ID. */
export const RequestReference = ({ requestId }: { requestId: string | null }) =>
  requestId === null ? null : <p className="mt-3 break-all text-sm text-muted">{requestReference(requestId)}</p>;
