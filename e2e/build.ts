import { buildIfStale } from "../bin/serve/build";
import { Stops } from "../bin/serve/stops";

/** The production build that the workers serve, made once before they start. */
export default async function build(): Promise<void> {
  const stops = new Stops();
  await buildIfStale(stops);
}
