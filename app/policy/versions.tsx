import { Table } from "@/components/basics/table";
import { When } from "@/components/record/when";
import type { PolicyReview, PolicyVersion } from "@/db/policy/read-policy";
import { versionPath } from "@/lib/policy/policy-version";
import { tellDate } from "@/lib/time/format";

export const Versions = ({ versions, zone }: { versions: readonly PolicyVersion[]; zone: string }) => (
  <Table
    caption="Versions of the policy"
    heads={["Version", "Since", "Until", "Published by", "Why"]}
    rows={versions.map(({ version, since, sinceOn, until, by, reason }) => ({
      key: String(version),
      cells: [
        <a key="version" className="link" href={versionPath(version)}>
          Version {version}
        </a>,
        by ? <When key="since" at={since} zone={zone} /> : tellDate(sinceOn),
        until ? <When key="until" at={until} zone={zone} /> : "in force",
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
    heads={["Reviewed", "Version", "By", "Comment"]}
    rows={reviews.map(({ at, version, by, comment }) => ({
      key: at,
      cells: [<When key="at" at={at} zone={zone} />, `version ${version}`, by, comment ?? ""],
    }))}
  />
);
