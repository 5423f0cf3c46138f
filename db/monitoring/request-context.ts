import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of the request that is being answered; its line in the log says it. */
export type RequestContext = {
  readonly id: string;
  /** The id of the person whose session it has. */
  person?: number;
  /** The step that it takes. */
  step?: string;
  /** The code of the refusal that it met. */
  refusal?: string;
  /** The clause that the refusal cites. */
  clause?: string;
};

declare global {
  // One for all bundles of the server.
  var windlassRequests: AsyncLocalStorage<RequestContext> | undefined;
}

function requests(): AsyncLocalStorage<RequestContext> {
  globalThis.windlassRequests ??= new AsyncLocalStorage();
  return globalThis.windlassRequests;
}

/** From here on, all that the current request causes belongs to that context. */
export const enterRequest = (context: RequestContext): void => requests().enterWith(context);

/** The request that is being answered; undefined outside of any. */
export const currentRequest = (): RequestContext | undefined => requests().getStore();

/** Notes something about the current request, if there is one. */
export function noteInRequest(known: Partial<Omit<RequestContext, "id">>): void {
  const context = currentRequest();
  if (context) Object.assign(context, known);
}
