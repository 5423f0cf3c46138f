import { buildIfStale } from "./serve/build";
import { Stops } from "./serve/stops";

// npm run build: builds as `npm start` does, unless nothing has changed since the last build.
await buildIfStale(new Stops());
