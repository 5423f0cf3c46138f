import { formatBytes, typeLabels } from "@/lib/attachments/attachment-words";
import type { AttachedFile } from "@/lib/attachments/file-description";

type Props = { files: readonly (AttachedFile & { readonly href: string })[]; label: string };

/** Files of a step, each to save under its name, with the hash that the ledger covers. */
export const AttachedFiles = ({ files, label }: Props) => (
  <div className="border-l-2 border-line pl-3">
    <p className="text-sm text-muted">{label}</p>
    <ul className="grid gap-1">
      {files.map(({ href, name, type, size, hash }) => (
        <li key={href} className="wrap-anywhere">
          <a href={href} className="link" download={name}>
            {name}
          </a>{" "}
          <span className="text-sm text-muted">
            {typeLabels[type]}, {formatBytes(size)}, SHA-256 <code className="break-all">{hash}</code>
          </span>
        </li>
      ))}
    </ul>
  </div>
);
