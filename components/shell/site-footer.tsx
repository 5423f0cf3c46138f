import { policy } from "@/lib/policy/policy";

type Props = {
  zone: string;
  canChange: boolean;
  build: { readonly version: string; readonly commit: string };
};

/** Links to the policy and the keys, and says in which time zone times are shown and which version this is. */
export const SiteFooter = ({ zone, canChange, build }: Props) => (
  <footer className="border-t border-line print:hidden">
    <div className="page-edges flex flex-wrap justify-between gap-x-6 gap-y-1 py-3 text-sm text-muted">
      <p>
        <a href="/policy" className="link">
          {policy.title}
        </a>
        {canChange ? (
          <button type="button" className="link ml-4 cursor-pointer noscript:hidden" data-keys="">
            Keyboard shortcuts
          </button>
        ) : null}
      </p>
      <p>
        Times are shown in {zone === "UTC" ? "UTC" : `${zone} and UTC`}.{" "}
        {canChange ? (
          <a href="/people" className="link">
            Change your time zone
          </a>
        ) : null}
      </p>
      <p title={`Commit ${build.commit}`} data-version={build.version}>
        Windlass {build.version}
      </p>
    </div>
  </footer>
);
