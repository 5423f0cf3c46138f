import { step } from "./steps";
import { firstInput, type World } from "./world";

/** Texts of which each has broken some JSON, CSV or page. */
export const hardTexts = {
  title: 'A "quoted" </script><!-- title, \\n and \\u0041',
  what: "Two lines\r\nand a tab\t; U+2028 \u2028 and U+2029 \u2029 between.\n\n</script>",
  why: "👩🏽‍🚒 é e\u0301 中文 \u{10ffff} \ufeff and a thousand 🙂",
  rollbackPlan: "שלום עולם، العودة إلى الوراء, then forward.",
  impact: `${"x".repeat(9_998)}"\\`,
};

export type Told = { readonly normal: number; readonly emergency: number; readonly incident: number };

/** A reviewed normal change with hard texts; an emergency that failed, of which a text is redacted, and its incident. */
export async function tellRecords(world: World): Promise<Told> {
  const { app, operator, operator2, reviewer, lead } = world;
  const drafted = { ...firstInput.normal(world), ...hardTexts };
  const { id: normal } = await step(app, operator, "change", null, "draft", { ...drafted, links: "https://a.example" });
  await step(app, operator, "change", normal, "edit", { links: "" });
  await step(app, operator, "change", normal, "submit");
  await step(app, operator2, "change", normal, "note", { comment: "Looks good: \u2028 👍" });
  await step(app, reviewer, "change", normal, "review", { comment: "Read." });
  const { id: emergency } = await step(app, operator, "change", null, "declare", firstInput.emergency(world));
  await step(app, operator, "change", emergency, "edit", { title: "Hunter2 leaked", why: "Down." });
  await step(app, operator, "change", emergency, "fail", { reason: "Worse." });
  const [row] = await world.owner<{ incident: number; text: number }[]>`
    select (select id from incidents where change_id = ${emergency}) as incident,
      (select t.id from texts t join changes c on c.title_text = t.id where c.id = ${emergency}) as text`;
  const { incident = 0, text = 0 } = row ?? {};
  const findings = [1, 2].map((n) => ({ finding: `Finding ${n} </script>`, owner: operator.id, due: "2030-01-01" }));
  await step(app, operator2, "incident", incident, "investigate", { rootCause: "A typo: 🙈", findings });
  await step(app, lead, "change", emergency, "redact", { redacted: text, reason: "It named a password." });
  return { normal, emergency, incident };
}
