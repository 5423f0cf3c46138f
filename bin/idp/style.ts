/** Different enough from the product to be recognised as another site. */
export const idpStyle = `
:root { color-scheme: light dark; --ink: #1c1f23; --quiet: #565d66; --paper: #f6f5f2; --card: #fff; --line: #c9c7c1; --accent: #1f5f8b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e1; --quiet: #a9adb3; --paper: #17191c; --card: #202327; --line: #454a51; --accent: #86bfe6; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header { border-bottom: 1px solid var(--line); background: var(--card); }
header p, main { max-width: 34rem; margin: 0 auto; padding: 0.75rem 1rem; }
header p { color: var(--quiet); font-weight: 600; }
main { padding-top: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.5rem; }
ul { list-style: none; margin: 1.25rem 0; padding: 0; display: grid; gap: 0.5rem; }
button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 0.6rem 0.9rem; cursor: pointer; text-align: left; }
li button { width: 100%; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
li span { color: var(--quiet); font-size: 0.875rem; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
`;
