import { buildIfStale } from "../bin/serve/build";
import { Stops } from "../bin/serve/stops";

/** One production build for all workers. */
export default async function build(): Promise<void> {
  const stops = new Stops();
  await buildIfStale(stops);
}
