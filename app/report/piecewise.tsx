import { setImmediate } from "node:timers/promises";
import { Fragment, type ReactNode } from "react";

type Props<T> = { of: readonly T[]; keyOf: (one: T) => string | number; draw: (one: T) => ReactNode };

const atOnce = 25;

/** Renders a long list in chunks, so that other requests are served in between. */
export async function Piecewise<T>({ of, keyOf, draw }: Props<T>) {
  await setImmediate();
  const rest = of.slice(atOnce);
  return (
    <>
      {of.slice(0, atOnce).map((one) => (
        <Fragment key={keyOf(one)}>{draw(one)}</Fragment>
      ))}
      {rest.length > 0 ? <Piecewise of={rest} keyOf={keyOf} draw={draw} /> : null}
    </>
  );
}
