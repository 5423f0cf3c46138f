import type { ComponentProps } from "react";

/** The page's main part, where the skip link leads. Takes `data-*` attributes for people's own scripts. */
export const Main = ({ className = "", ...rest }: ComponentProps<"main">) => (
  <main id="main" tabIndex={-1} className={`page-edges py-4 outline-none sm:py-6 print:p-0 ${className}`} {...rest} />
);
