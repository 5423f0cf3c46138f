import { commands } from "./commands/commands";
import { runCommand } from "./commands/run-command";

// windlass <command>, and what `npm run <script>` of a command calls.

const [name = "--help", ...args] = process.argv.slice(2);
const listed = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (listed) {
  const script = process.env.npm_lifecycle_event;
  const call = script === listed.script ? `npm run ${script} --` : `windlass ${name}`;
  await runCommand(call, (await listed.load()).command, args);
} else {
  const isHelp = name === "--help" || name === "help";
  const width = Math.max(...Object.keys(commands).map((each) => each.length));
  const list = Object.entries(commands).map(([each, { summary }]) => `  ${each.padEnd(width)}  ${summary}`);
  const text = ["Usage: windlass <command> [--help]", "", ...list].join("\n");
  console[isHelp ? "log" : "error"](isHelp ? text : `There is no command “${name}”.\n${text}`);
  process.exit(isHelp ? 0 : 2);
}
