import { makeRelease } from "./release/release";
import { ShutdownHooks } from "./serve/shutdown-hooks";

// npm run release [-- FOLDER]: makes a release, in `dist` unless another folder is named.
const folder = process.argv[2] ?? "dist";
await makeRelease(new ShutdownHooks(), folder);
console.log(`The release is in ${folder}.`);
