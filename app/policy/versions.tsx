import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import type { PolicyReview, PolicyVersion } from "@/db/policy/read-policy";
import { versionPath } from "@/lib/policy/policy-version";
import { formatDate } from "@/lib/time/format";

export const Versions = ({ versions, zone }: { versions: readonly PolicyVersion[]; zone: string }) => (
  <Table
    caption="Versions of the policy"
    columns={["Version", "Since", "Until", "Published by", "Why"]}
    rows={versions.map(({ version, since, sinceOn, until, by, reason }) => ({
      key: String(version),
      cells: [
        <a key="version" className="link" href={versionPath(version)}>
          Version {version}
        </a>,
        by ? <DateTime key="since" at={since} zone={zone} /> : formatDate(sinceOn),
        until ? <DateTime key="until" at={until} zone={zone} /> : "in force",
        by ?? "ships with Windlass",
        reason ?? "",
      ],
    }))}
  />
);

/** Reviews that left the text unchanged. */
export const Reviews = ({ reviews, zone }: { reviews: readonly PolicyReview[]; zone: string }) => (
  <Table
    caption="Reviews of the policy"
    columns={["Reviewed", "Version", "By", "Comment"]}
    rows={reviews.map(({ at, version, by, comment }) => ({
      key: at,
      cells: [<DateTime key="at" at={at} zone={zone} />, `version ${version}`, by, comment ?? ""],
    }))}
  />
);
