import { readFile, rm, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import tailwind from "@tailwindcss/postcss";
import { type BuildOptions, build, context, type Metafile, type Plugin } from "esbuild";
import postcss from "postcss";

/** Inside the folder that Next serves as static files. */
const folder = "public/assets";

/** The list of their addresses, by the names of their sources. */
export const assetList = `${folder}/manifest.json`;

/** What every page links. */
const entryPoints = ["app/_browser/windlass.ts", "app/_browser/windlass.css"];

/** Builds the stylesheet, the script and its lazy parts, each with a hash of its content in its name, and the list of their addresses. */
export async function buildAssets(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build(options(true));
  await writeManifest(metafile);
}

/** The same in development, whenever a source changes; returns a cleanup function. */
export async function watchAssets(): Promise<() => Promise<void>> {
  await rm(folder, { recursive: true, force: true });
  const manifestPlugin: Plugin = {
    name: "list the addresses",
    setup: ({ onEnd }) => onEnd(({ metafile }) => metafile && writeManifest(metafile)),
  };
  const buildContext = await context({ ...options(false), plugins: [compiledCss, manifestPlugin] });
  await buildContext.rebuild();
  await buildContext.watch();
  return () => buildContext.dispose();
}

const options = (minify: boolean) =>
  ({
    entryPoints: entryPoints,
    outdir: folder,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    publicPath: "/assets",
    bundle: true,
    splitting: true,
    format: "esm",
    target: ["es2022", "safari16"],
    loader: { ".woff2": "file" },
    plugins: [compiledCss],
    define: { "process.env.NODE_ENV": '"production"' },
    metafile: true,
    minify,
    logLevel: "warning",
  }) satisfies BuildOptions;

/** Tailwind reads its class names from every source file, so esbuild watches them all. */
const compiledCss: Plugin = {
  name: "compiled css",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const compiled = postcss([tailwind({ optimize: true })]);
      const { css, messages } = await compiled.process(await readFile(path, "utf8"), { from: path });
      const watchFiles = messages.flatMap(({ type, file }) => (type === "dependency" ? [String(file)] : []));
      const watchDirs = messages.flatMap(({ type, dir }) => (type === "dir-dependency" ? [String(dir)] : []));
      return { contents: css, loader: "css", watchFiles, watchDirs };
    }),
};

/** Maps each source to the address of its output. Fonts are listed too, so that a page can preload one. */
async function writeManifest({ outputs }: Metafile): Promise<void> {
  const addresses = Object.entries(outputs).flatMap(([path, { entryPoint, inputs }]) => {
    const source = entryPoint ?? Object.keys(inputs).find((input) => input.endsWith(".woff2"));
    return source ? [[basename(resolve(source)), `/assets/${basename(path)}`]] : [];
  });
  await writeFile(assetList, `${JSON.stringify(Object.fromEntries(addresses), null, 2)}\n`);
}
