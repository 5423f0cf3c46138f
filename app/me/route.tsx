import { document } from "@/app/_document/document";
import { loadMe } from "./load";
import { MePage } from "./me-page";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Your account", load: loadMe, render: MePage });
