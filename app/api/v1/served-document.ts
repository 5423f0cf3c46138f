import { settings } from "@/app/_request/settings";
import { buildInfo } from "@/db/monitoring/build-info";
import { openApiDocument } from "@/lib/api/openapi-document";
import { apiOperations } from "@/lib/api/operations";

let made: object | undefined;

/** The OpenAPI document of this installation. Made once a process: the rulebook is part of the build. */
export function servedDocument(): object {
  const { appUrl, commit } = settings();
  made ??= openApiDocument(apiOperations(), { appUrl, version: buildInfo(commit).version });
  return made;
}
