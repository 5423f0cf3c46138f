import { importPastPath } from "@/app/_steps/actions/past-upload";
import { whoCanImportPast } from "@/lib/refusals/who-can-create";
import { canImportPast } from "@/lib/rules/can-create";

/** Who may upload the past of another system, and where its form is. */
export const uploadOfPast = { page: importPastPath, mayUpload: canImportPast, whoCan: whoCanImportPast } as const;
