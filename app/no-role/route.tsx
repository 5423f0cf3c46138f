import { openDocument } from "@/app/_document/document";
import { loadNoRole } from "./load";
import { NoRole } from "./no-role";

export const dynamic = "force-dynamic";

export const GET = openDocument({ title: "No role", load: loadNoRole, render: NoRole });
