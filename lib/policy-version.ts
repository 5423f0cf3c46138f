import { tellDay } from "./time";

/** A version of the policy by its number and the day from which it holds: "version 1 (4 Apr 2026)". */
export const versionName = ({ version, since }: { readonly version: number; readonly since: string }): string =>
  `version ${version} (${tellDay(since, "UTC")})`;

/** Where a version of the policy is read, also when another is in force. */
export const versionPath = (version: number): string => `/policy?version=${version}`;
