import { fileURLToPath } from "node:url";
import { groupedWords } from "./words/groups";

// npm run words [-- --page /changes]: every sentence and label that the product says, by page and file; holes as {name}.

const asked = process.argv.indexOf("--page");
const page = asked < 0 ? undefined : process.argv[asked + 1];
const groups = groupedWords(fileURLToPath(new URL("..", import.meta.url)));
const shown = groups.filter(({ name }) => page === undefined || name === page);
for (const { name, files } of shown)
  console.log(
    [
      name,
      ...files.flatMap(({ file, sentences }) => ["", `  ${file}`, ...sentences.map((one) => `    ${one}`)]),
      "",
    ].join("\n"),
  );
const files = shown.flatMap(({ files }) => files);
console.error(`${files.flatMap(({ sentences }) => sentences).length} sentences and labels in ${files.length} files`);
if (shown.length === 0) {
  console.error(`No page has the address ${page}. There are:\n${groups.map(({ name }) => `  ${name}`).join("\n")}`);
  process.exitCode = 1;
}
