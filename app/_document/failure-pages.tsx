import type { NextRequest } from "next/server";
import type { ReactNode } from "react";
import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { DatabaseUnavailable } from "@/components/shell/database-unavailable";
import { ErrorPage } from "@/components/shell/error-page";
import { Main } from "@/components/shell/main";
import { NoSuchPage } from "@/components/shell/no-such-page";
import { installationKind } from "@/db/connection/installation-kind";
import { currentRequest } from "@/db/monitoring/request-context";
import { type DatabaseFailure, databaseFailureMessages } from "@/lib/web/database-failure";
import { htmlResponse } from "./html";
import { Shell } from "./shell";

/** The 404 page. */
export async function notFoundPage(request: NextRequest, person: SessionUser | null): Promise<Response> {
  const isDemo = (await installationKind()) === "demo";
  return pageResponse(
    request,
    { title: "Not found", person, isDemo, status: 404 },
    <NoSuchPage requestId={requestId()} />,
  );
}

/** The 503 page. No session can be read, so it names nobody. */
export const databaseUnavailablePage = (request: NextRequest, failure: DatabaseFailure): Promise<Response> =>
  pageResponse(
    request,
    { title: databaseFailureMessages[failure].title, status: 503 },
    <DatabaseUnavailable failure={failure} requestId={requestId()} />,
  );

/** The 500 page. Its request ID finds the error in the server's log. */
export function serverErrorPage(request: NextRequest, error: unknown): Promise<Response> {
  const id = requestId();
  console.error(`A page failed (${id}):`, error);
  return pageResponse(request, { title: "Something went wrong", status: 500 }, <ErrorPage requestId={id} />);
}

const requestId = (): string | null => currentRequest()?.id ?? null;

type FailurePage = { title: string; status: number; person?: SessionUser | null; isDemo?: boolean };

const pageResponse = (
  { nextUrl, headers }: NextRequest,
  { title, status, person = null, isDemo = settings().kind === "demo" }: FailurePage,
  children: ReactNode,
) =>
  htmlResponse(
    <Shell title={title} person={person} path={nextUrl.pathname} isDemo={isDemo}>
      <Main>{children}</Main>
    </Shell>,
    { status, requestHeaders: headers },
  );
