import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { requireSessionUser } from "@/app/_request/session";
import { exportCheckpoint } from "@/db/ledger/read-ledger";

export const dynamic = "force-dynamic";

/** The newest checkpoint, for safekeeping elsewhere. Every later export proves that the log continues from it. */
export const GET = handler(answer);

async function answer(request: NextRequest): Promise<Response> {
  await requireSessionUser(request, "/ledger/checkpoint");
  const checkpoint = await exportCheckpoint();
  // The page explains why there is none.
  if (!checkpoint) redirect("/ledger");
  return new Response(checkpoint.note, {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="windlass-checkpoint-${checkpoint.size}.txt"`,
    },
  });
}
