import { createHash } from "node:crypto";
import { setImmediate as othersTurn } from "node:timers/promises";
import { findCredentials } from "@/app/_steps/credentials";
import { attachmentRefusals, refusedFile } from "@/lib/attachments/attachment-words";
import { checkFile } from "@/lib/attachments/check-file";
import { fileChoiceProblem } from "@/lib/attachments/file-choice";
import { describeFile } from "@/lib/attachments/file-description";
import { safeFileName, shownFileName } from "@/lib/attachments/safe-file-name";

type ReadAttachment = { readonly description: string; readonly content: Buffer };
type ReadAttachments =
  | { readonly ok: true; readonly attachments: readonly ReadAttachment[] }
  | { readonly ok: false; readonly sentence: string };

/** Checks the files of a form by their content, one after the other; refuses all of them with the first that is refused. */
export async function readAttachments(files: readonly File[]): Promise<ReadAttachments> {
  const problem = fileChoiceProblem(files);
  if (problem) return { ok: false, sentence: problem };
  const attachments: ReadAttachment[] = [];
  for (const file of files) {
    const read = await readAttachment(file);
    if ("sentence" in read) return { ok: false, sentence: refusedFile(shownFileName(file.name), read.sentence) };
    attachments.push(read);
    await othersTurn();
  }
  return { ok: true, attachments };
}

async function readAttachment(file: File): Promise<ReadAttachment | { readonly sentence: string }> {
  const content = Buffer.from(await file.arrayBuffer());
  const checked = checkFile(content);
  if (!checked.ok) return { sentence: attachmentRefusals[checked.refusal] };
  const { type } = checked;
  const name = safeFileName(file.name, type);
  const texts = type === "text/plain" ? { name, content: content.toString("utf8") } : { name };
  const [credential] = Object.values(await findCredentials(texts));
  if (credential) return { sentence: credential };
  const hash = createHash("sha256").update(content).digest("hex");
  return { description: describeFile({ name, type, size: content.length, hash }), content };
}
