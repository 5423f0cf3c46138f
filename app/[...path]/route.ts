import { openDocument } from "@/app/_document/document";

export const dynamic = "force-dynamic";

/** Every address that no other route answers. */
export const GET = openDocument({ title: "Not found", load: () => null, render: () => null });
