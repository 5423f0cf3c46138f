import type { NextRequest } from "next/server";
import { refusedResponse } from "./answers";
import { turnedAway, turnedAwayWithDatabase } from "./turn-away";

type Answer<A extends unknown[]> = (request: NextRequest, ...more: A) => Promise<Response>;

/** A route handler that refuses invalid requests before it reads them, and all requests while the database is unavailable. */
export const handler = <A extends unknown[]>(answer: Answer<A>): Answer<A> => guardedBy(turnedAwayWithDatabase, answer);

/** The same for a handler that works without the database. */
export const handlerWithoutDatabase = <A extends unknown[]>(answer: Answer<A>): Answer<A> =>
  guardedBy(turnedAway, answer);

const guardedBy =
  <A extends unknown[]>(look: typeof turnedAway, answer: Answer<A>): Answer<A> =>
  async (request, ...more) => {
    const refused = await look(request);
    return refused ? refusedResponse(refused) : answer(request, ...more);
  };
