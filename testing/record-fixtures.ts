import { type Fixture, firstInput } from "./fixture";
import { takeStep } from "./steps";

/** Texts of which each has broken some JSON, CSV or page. */
export const hardTexts = {
  title: 'A "quoted" </script><!-- title, \\n and \\u0041',
  what: "Two lines\r\nand a tab\t; U+2028 \u2028 and U+2029 \u2029 between.\n\n</script>",
  why: "👩🏽‍🚒 é e\u0301 中文 \u{10ffff} \ufeff and a thousand 🙂",
  rollbackPlan: "שלום עולם، العودة إلى الوراء, then forward.",
  impact: `${"x".repeat(9_998)}"\\`,
};

export type CreatedRecords = { readonly normal: number; readonly emergency: number; readonly incident: number };

/** A reviewed normal change with hard texts; an emergency that failed, of which a text is redacted, and its incident. */
export async function createRecords(fixture: Fixture): Promise<CreatedRecords> {
  const { app, operator, operator2, reviewer, lead } = fixture;
  const drafted = { ...firstInput.normal(fixture), ...hardTexts };
  const { id: normal } = await takeStep(app, operator, "change", null, "draft", {
    ...drafted,
    links: "https://a.example",
  });
  await takeStep(app, operator, "change", normal, "edit", { links: "" });
  await takeStep(app, operator, "change", normal, "submit");
  await takeStep(app, operator2, "change", normal, "note", { comment: "Looks good: \u2028 👍" });
  await takeStep(app, reviewer, "change", normal, "review", { comment: "Read." });
  const { id: emergency } = await takeStep(app, operator, "change", null, "declare", firstInput.emergency(fixture));
  await takeStep(app, operator, "change", emergency, "edit", { title: "Hunter2 leaked", why: "Down." });
  await takeStep(app, operator, "change", emergency, "fail", { reason: "Worse." });
  const [row] = await fixture.owner<{ incident: number; text: number }[]>`
    select (select id from incidents where change_id = ${emergency}) as incident,
      (select t.id from texts t join changes c on c.title_text_id = t.id where c.id = ${emergency}) as text`;
  const { incident = 0, text = 0 } = row ?? {};
  const findings = [1, 2].map((n) => ({ finding: `Finding ${n} </script>`, owner: operator.id, due: "2030-01-01" }));
  await takeStep(app, operator2, "incident", incident, "investigate", { rootCause: "A typo: 🙈", findings });
  await takeStep(app, lead, "change", emergency, "redact", { redacted: text, reason: "It named a password." });
  return { normal, emergency, incident };
}
