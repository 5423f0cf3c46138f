import type { NextRequest } from "next/server";
import { checkRequest, checkRequestAndDatabase } from "./check-request";
import { refusalResponse } from "./responses";

type RequestHandler<A extends unknown[]> = (request: NextRequest, ...more: A) => Promise<Response>;

/** A route handler that refuses invalid requests before it reads them, and all requests while the database is unavailable. */
export const handler = <A extends unknown[]>(handle: RequestHandler<A>): RequestHandler<A> =>
  guardedBy(checkRequestAndDatabase, handle);

/** The same for a handler that works without the database. */
export const handlerWithoutDatabase = <A extends unknown[]>(handle: RequestHandler<A>): RequestHandler<A> =>
  guardedBy(checkRequest, handle);

const guardedBy =
  <A extends unknown[]>(check: typeof checkRequest, handle: RequestHandler<A>): RequestHandler<A> =>
  async (request, ...more) => {
    const refusal = await check(request);
    return refusal ? refusalResponse(refusal) : handle(request, ...more);
  };
