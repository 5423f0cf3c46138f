import { installationKind } from "@/db/connection/installation-kind";

/** Shown in a demonstration only. */
export const loadStyleguide = async () => ((await installationKind()) === "demo" ? {} : null);
