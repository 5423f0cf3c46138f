import { DateTime } from "@/components/record/date-time";
import { DefinitionList } from "@/components/record/definition-list";
import { PlainText } from "@/components/record/plain-text";
import type { ImportRow } from "@/db/imports/read-imports";
import { redactedText } from "@/lib/changes/redaction";

/** Who imported what, and the hashes by which the ledger proves it. */
export const ImportFacts = ({ found, zone }: { found: ImportRow; zone: string }) => (
  <div className="mb-8">
    <DefinitionList
      rows={[
        { term: "File", value: found.fileName },
        {
          term: "Imported by",
          value: (
            <>
              {found.importedBy}, <DateTime at={found.importedAt} zone={zone} />
            </>
          ),
        },
        { term: "Mapping", value: <PlainText text={found.mapping ?? redactedText} /> },
        { term: "SHA-256 of the file", value: <Hash text={found.fileHash} /> },
        { term: "Hash of the records", value: <Hash text={found.recordsHash} /> },
      ]}
    />
  </div>
);

const Hash = ({ text }: { text: string }) => <code className="text-sm break-all">{text}</code>;
