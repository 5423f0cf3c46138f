import type { ReactNode } from "react";

// Two internals of Next that it does not promise to keep. `next-internals.test.ts` and every story fail without them.

/** The path of the one page that forms post to. */
export const stepsPath = "/steps";

/** The name of the form field that tells Next which server action to run. */
export function actionField(action: (form: FormData) => Promise<void>): string {
  const id: unknown = Reflect.get(action, "$$id");
  if (typeof id !== "string") throw new Error("Next no longer says by what id a server action is asked for.");
  return `$ACTION_ID_${id}`;
}

/** React's renderer. The build refuses a static import of `react-dom/server` here, but allows a dynamic one. */
export async function loadRenderer(): Promise<(node: ReactNode) => string> {
  const { renderToStaticMarkup } = await import("react-dom/server");
  return renderToStaticMarkup;
}
