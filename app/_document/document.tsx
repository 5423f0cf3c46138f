import type { NextRequest } from "next/server";
import type { ReactNode } from "react";
import { checkRequest } from "@/app/_request/check-request";
import { ownChangeCount } from "@/app/_request/own-change-count";
import { refusalResponse, seeOther } from "@/app/_request/responses";
import { type SessionUser, sessionUserOf, signInPath } from "@/app/_request/session";
import { databaseFailureIn } from "@/db/connection/database-error";
import { databaseHealth } from "@/db/connection/database-health";
import { installationKind } from "@/db/connection/installation-kind";
import { databaseUnavailablePage, notFoundPage, serverErrorPage } from "./failure-pages";
import { htmlResponse } from "./html";
import { Shell } from "./shell";

/** Unchecked query parameters: each page validates them before use. */
export type Query = Record<string, string | string[] | undefined>;

/** What `load` receives. */
export type PageRequest<P = object, Q = Query, R = SessionUser> = {
  readonly params: P;
  readonly query: Q;
  readonly person: R;
  readonly request: NextRequest;
};

/** The data of a page that exists. */
export type Loaded<L extends (...request: never[]) => unknown> = Exclude<Awaited<ReturnType<L>>, Response | null>;

type Load<P, Q, D, R> = (pageRequest: PageRequest<P, Q, R>) => Promise<D | Response | null> | D | Response | null;

type Page<P, Q, D, R> = {
  readonly title: string | ((params: P) => string);
  /** Reads all the data of the page; returns null when there is no such page, or a response to send instead. */
  readonly load: Load<P, Q, D, R>;
  /** Renders the data and nothing else. */
  readonly render: (loaded: D) => ReactNode;
  /** After how many seconds the browser loads the page again, without JavaScript too; null: it stays. */
  readonly refreshAfterSeconds?: (loaded: D) => number | null;
};

type Context<P> = { readonly params: Promise<P> };

/**
 * The `GET` of a page. Redirects to sign-in and back without a session, and to an explanation without a role; `load` is then
 * not called.
 */
export const document = <P extends object, Q, D>(page: Page<P, Q, D, SessionUser>) =>
  guarded<P>(async (request, params, person) => {
    if (!person) return seeOther(await signInPath(request.nextUrl.pathname + request.nextUrl.search));
    if (person.roles.length === 0) return seeOther("/no-role");
    return renderPage(page, { params, query: queryOf(request), person, request });
  });

/** The same for a page that needs no session. */
export const openDocument = <P extends object, Q, D>(page: Page<P, Q, D, SessionUser | null>) =>
  guarded<P>((request, params, person) => renderPage(page, { params, query: queryOf(request), person, request }));

type PageHandler<P> = (request: NextRequest, params: P, person: SessionUser | null) => Promise<Response>;

function guarded<P extends object>(handle: PageHandler<P>) {
  return async (request: NextRequest, { params }: Context<P>): Promise<Response> => {
    try {
      const refusal = await checkRequest(request);
      if (refusal) return refusalResponse(refusal);
      const failure = await databaseHealth();
      if (failure) return databaseUnavailablePage(request, failure);
      return await handle(request, await params, await sessionUserOf(request));
    } catch (error) {
      const failure = databaseFailureIn(error);
      return failure ? databaseUnavailablePage(request, failure) : serverErrorPage(request, error);
    }
  };
}

async function renderPage<P extends object, Q, D, R extends SessionUser | null>(
  page: Page<P, Q, D, R>,
  pageRequest: PageRequest<P, Query, R>,
) {
  const { person, params, query, request } = pageRequest;
  const [loaded, kind] = await Promise.all([page.load({ ...pageRequest, query: query as Q }), installationKind()]);
  if (loaded instanceof Response) return loaded;
  if (loaded === null) return notFoundPage(request, person);
  // After the page is loaded: the front page counts them itself.
  const ownCount = person ? await ownChangeCount(person) : 0;
  const title = typeof page.title === "string" ? page.title : page.title(params);
  return htmlResponse(
    <Shell
      // After a refused form the title begins with "Error:", which tabs and screen readers announce first.
      title={query.error ? `Error: ${title}` : title}
      person={person}
      path={request.nextUrl.pathname}
      isDemo={kind === "demo"}
      ownCount={ownCount}
    >
      {page.render(loaded)}
    </Shell>,
    { requestHeaders: request.headers, headers: refreshHeader(page.refreshAfterSeconds?.(loaded) ?? null) },
  );
}

const refreshHeader = (seconds: number | null): Record<string, string> =>
  seconds === null ? {} : { Refresh: String(seconds) };

function queryOf({ nextUrl }: NextRequest): Query {
  const query: Query = {};
  for (const name of nextUrl.searchParams.keys()) {
    const values = nextUrl.searchParams.getAll(name);
    query[name] = values.length > 1 ? values : values[0];
  }
  return query;
}
