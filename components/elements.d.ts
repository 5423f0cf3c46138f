import type { DetailedHTMLProps, HTMLAttributes } from "react";

// The custom elements that `app/_browser` defines.
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "count-down": DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>;
      "window-fields": DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & { class?: string };
      "live-calendar": DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & { class?: string };
    }
  }
}
