import type { ReactNode } from "react";
import { GeneratedReport } from "@/app/report/generated-report";
import type { LoadedReport } from "@/app/report/load";
import { PolicyDocument } from "@/components/policy/policy-document";
import { PolicyText } from "@/components/policy/policy-text";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import type { PolicyVersion } from "@/db/policy/read-policy";
import { policy } from "@/lib/policy/policy";
import { versionName } from "@/lib/policy/policy-version";
import type { ReportFilter } from "@/lib/report/report-filter";
import { formatDate } from "@/lib/time/format";

type Generated = NonNullable<LoadedReport["generated"]>;

/** A part of the report as a page of the pack. */
export const reportPage = (generated: Generated, part: ReportFilter["part"]): ReactNode => (
  <GeneratedReport
    {...generated}
    report={{ ...generated.report, filter: { ...generated.report.filter, part } }}
    isFile
  />
);

/** A version of the policy as a page of the pack; without a text, the one that ships with the product. */
export const policyPage = (version: PolicyVersion, text: string | null): ReactNode => (
  <Main>
    <PageHeader
      title={policy.title}
      intro={`${versionName(version)}, last reviewed ${formatDate(version.reviewedOn)}${version.untilOn ? `, in force until ${formatDate(version.untilOn)}` : ""}`}
    />
    {text === null ? <PolicyText /> : <PolicyDocument text={text} />}
  </Main>
);
