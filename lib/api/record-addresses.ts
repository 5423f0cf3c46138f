import type { RecordType } from "@/lib/rules/record";
import { systemsPath } from "@/lib/systems/system-filter";
import { collections, numberOf } from "./collections";

/** Where a record is in the API and for people. Records without a page of their own stand on the page of all. */
export function addressesOf(recordType: RecordType, id: number, appUrl: string) {
  const number = numberOf(recordType, id);
  const { path } = collections[recordType];
  return { href: `${appUrl}/api/v1/${path}/${number}`, page: `${appUrl}${pagePath(recordType, id)}` };
}

function pagePath(recordType: RecordType, id: number): string {
  const { path } = collections[recordType];
  if (recordType === "system") return systemsPath({ system: id });
  if (["change", "incident", "entry"].includes(recordType)) return `/${path}/${numberOf(recordType, id)}`;
  return recordType === "delegation" ? "/people" : recordType === "installation" ? "/policy" : `/${path}`;
}
