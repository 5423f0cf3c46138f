import { expect, it } from "vitest";
import { renderUnsentForm } from "./unsent-form";

const sent = [
  ["$ACTION_ID_4f", ""],
  ["subject", "change"],
  ["id", "1001"],
  ["key", "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"],
  ["comment", 'One <b>line</b>\r\nand "another"'],
  ["reason", " "],
  ["step", "note"],
] as const;

it("shows what was typed, under the labels of its step, and sends all that was sent again", () => {
  const form = renderUnsentForm(sent, "/steps");
  expect(form).toContain("<dt>Note</dt><dd>One &#60;b&#62;line&#60;/b&#62;<br>and &#34;another&#34;</dd>");
  for (const [name] of sent) expect(form).toContain(`name="${name}"`);
  expect(form).toContain('value="One &#60;b&#62;line&#60;/b&#62;\r\nand &#34;another&#34;"');
  expect(form.match(/<dt>/g)).toHaveLength(1);
  expect(form).toContain("<button>Send it again</button>");
  expect(form).toContain('<form action="/steps"');
});

it("has no markup of what was sent, and leaves files out", () => {
  const form = renderUnsentForm(
    [
      ['"><script>', "x"],
      ["file", new Blob(["x"])],
      ["comment", "<img>"],
    ],
    "/steps",
  );
  expect(form).not.toMatch(/<script|<img|file/);
});
