import { Code } from "@/components/basics/code";
import { DefinitionList } from "@/components/record/definition-list";
import { Section } from "@/components/shell/section";
import { maxPageSize } from "@/lib/api/list-query";
import { problemMediaType } from "@/lib/api/problem";
import { rateLimitSeconds, rateLimits } from "@/lib/web/rate-limits";

/** What holds of all operations. */
export const Conventions = ({ appUrl }: { appUrl: string }) => (
  <Section heading="What holds everywhere">
    <DefinitionList
      rows={[
        { term: "Address", value: <Code>{`${appUrl}/api/v1`}</Code> },
        {
          term: "Token",
          value: (
            <>
              <Code>Authorization: Bearer wlp_…</Code> It acts as an operator for its person, within its scopes, and
              never decides: people review and approve in the browser.
            </>
          ),
        },
        {
          term: "Bodies",
          value: (
            <>
              An object of named fields as JSON, at most 1 MB. The names are those of the forms; instants have an
              offset.
            </>
          ),
        },
        {
          term: "Refusals",
          value: (
            <>
              <Code>{problemMediaType}</Code> with the sentence that the record’s page shows, the clause, what does not
              hold, who can, and what is wrong with which field.
            </>
          ),
        },
        {
          term: "Sent twice",
          value: (
            <>
              With an <Code>Idempotency-Key</Code> the same request gets the same answer and counts once; another body
              under the same key is refused with 422.
            </>
          ),
        },
        {
          term: "Versions",
          value: (
            <>
              Records answer with an <Code>ETag</Code>. Send it as <Code>If-Match</Code>, and a step on an older version
              is refused with 412 and what happened since.
            </>
          ),
        },
        {
          term: "Lists",
          value: `Ascending by number, at most ${maxPageSize} a page; follow “next”. A row that arrives meanwhile stands behind.`,
        },
        {
          term: "Limits",
          value: `${rateLimits.api.perPerson} requests in ${rateLimitSeconds} seconds for one person; the RateLimit headers say what is left.`,
        },
      ]}
    />
  </Section>
);
