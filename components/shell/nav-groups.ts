import { isReadOnly, type Role } from "@/lib/rules/roles";

export type NavPage = { readonly path: string; readonly label: string };
export type NavGroup = { readonly label: string; readonly pages: readonly NavPage[] };

/** Every page with a place in the navigation, in the four groups of the work. */
const work: NavGroup = {
  label: "Work",
  pages: [
    { path: "/", label: "Waiting" },
    { path: "/changes", label: "Changes" },
    { path: "/calendar", label: "Calendar" },
  ],
};
const operate: NavGroup = {
  label: "Operate",
  pages: [
    { path: "/incidents", label: "Incidents" },
    { path: "/emergencies", label: "Emergencies" },
    { path: "/emergencies/last-quarter", label: "Last quarter’s emergencies" },
    { path: "/on-call", label: "On call" },
    { path: "/freezes", label: "Freezes" },
    { path: "/halts", label: "Halts" },
  ],
};
const setUp: NavGroup = {
  label: "Set up",
  pages: [
    { path: "/systems", label: "Systems" },
    { path: "/catalogue", label: "Catalogue" },
    { path: "/people", label: "People" },
    { path: "/accounts", label: "Service accounts" },
    { path: "/deliveries", label: "Deliveries" },
    { path: "/imports", label: "Imported records" },
    { path: "/api-docs", label: "API" },
    { path: "/webhooks", label: "Webhooks" },
  ],
};
const evidence: NavGroup = {
  label: "Evidence",
  pages: [
    { path: "/report", label: "Report" },
    { path: "/trends", label: "Trends" },
    { path: "/ledger", label: "Ledger" },
    { path: "/policy", label: "Policy" },
  ],
};

export const navGroups: readonly NavGroup[] = [work, operate, setUp, evidence];

/** The group whose pages stand in the bar themselves: evidence for those who only read, work for everybody else. */
export const ownGroup = (roles: readonly Role[]): NavGroup => (isReadOnly(roles) ? evidence : work);

/** Whether the page at `path` belongs to the section that begins at `section`. */
export const isWithin = (path: string, section: string): boolean =>
  path === section || (section !== "/" && path.startsWith(`${section}/`));
