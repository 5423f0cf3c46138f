import { formatDate } from "@/lib/time/format";

/** A version of the policy by its number and the site's day from which it holds: "version 1 (4 Apr 2026)". */
export const versionName = ({ version, sinceOn }: { readonly version: number; readonly sinceOn: string }): string =>
  `version ${version} (${formatDate(sinceOn)})`;

/** Where a version of the policy is read, also when another is in force. */
export const versionPath = (version: number): string => `/policy?version=${version}`;
