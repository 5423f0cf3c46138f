// openapi-typescript needs the API that TypeScript 7 does not have: it gets the one that @ts-morph/common holds.
import { register } from "node:module";

register(
  `data:text/javascript,${encodeURIComponent(`
    const compiler = "data:text/javascript," + encodeURIComponent(
      'import { createRequire } from "node:module";' +
      'export default createRequire(' + JSON.stringify(${JSON.stringify(import.meta.url)}) + ')("@ts-morph/common").ts;');
    export const resolve = (specifier, context, next) =>
      specifier === "typescript" ? { url: compiler, shortCircuit: true } : next(specifier, context);
  `)}`,
);
