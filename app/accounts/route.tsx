import { document } from "@/app/_document/document";
import { AccountsPage } from "./accounts-page";
import { loadAccounts } from "./load";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Service accounts", load: loadAccounts, render: AccountsPage });
