import type { Metadata } from "next";
import { pageOf } from "@/app/_request/page-of";
import { loadNoRole } from "./load";
import { NoRole } from "./no-role";

export const metadata: Metadata = { title: "No role" };

export default pageOf(loadNoRole, NoRole);
