import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { checkFile } from "@/lib/attachments/check-file";
import { describeFile } from "@/lib/attachments/file-description";
import { takeStepIn } from "@/testing/steps";

/** A step of a change with files, as the product takes it: the event describes them, their bytes follow in its transaction. */
export const attachFiles = (
  app: Sql,
  actor: { readonly token: string },
  change: number,
  step: string,
  input: object,
  files: readonly (readonly [name: string, content: Buffer])[],
) =>
  app.begin(async (tx) => {
    const attachments = files.map(([name, content]) => descriptionOf(name, content));
    const taken = await takeStepIn(tx, actor, "change", change, step, { ...input, attachments });
    for (const [place, [, content]] of files.entries())
      await tx`select store_attachment(${change}, ${place}, ${content})`;
    return taken;
  });

/** What the record says of a file, whatever its check says. */
export function descriptionOf(name: string, content: Buffer): string {
  const checked = checkFile(content);
  const hash = createHash("sha256").update(content).digest("hex");
  return describeFile({ name, type: checked.ok ? checked.type : "text/plain", size: content.length, hash });
}
