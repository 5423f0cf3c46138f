/** The mark of the product: an anchor under control. In the colours of the page; `app/icon.svg` is the same for tabs. */
export const Logo = () => (
  <svg aria-hidden="true" viewBox="0 0 32 32" className="size-5.5 flex-none max-sm:hidden print:hidden">
    <rect width="32" height="32" rx="6" className="fill-accent" />
    <g className="fill-none stroke-on-accent" strokeWidth="2.6" strokeLinecap="round">
      <circle cx="16" cy="8" r="2.6" />
      <path d="M16 10.6V26M10 14.5h12M6.5 19c.6 4.6 4.6 7 9.5 7s8.9-2.4 9.5-7" />
    </g>
  </svg>
);
