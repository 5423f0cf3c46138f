import type { Sql } from "postgres";

/** Does something under rules that their owner loosened past every guard, with the guards in their places again; then puts the rules back. */
export async function withLooserRules<T>(owner: Sql, change: string, use: () => Promise<T>): Promise<T> {
  await withoutGuards(owner, async () => {
    await owner`create table rules_of_before as select * from rules`;
    await owner.unsafe(change);
  });
  try {
    return await use();
  } finally {
    await withoutGuards(owner, async () => {
      await owner`delete from rules`;
      await owner`insert into rules select * from rules_of_before`;
      await owner`drop table rules_of_before`;
    });
  }
}

async function withoutGuards(owner: Sql, write: () => Promise<void>): Promise<void> {
  await owner`alter table rules disable trigger user`;
  await write();
  await owner`alter table rules enable always trigger a_guard_rules`;
  await owner`alter table rules enable always trigger b_record_rules_change`;
}

/** Lets anybody who makes changes take those steps, whatever they did before. */
export const allowAnybody = (...steps: readonly string[]): string =>
  `update rules set allowed_actors = '[{"roles": ["operator", "reviewer", "ops_lead"]}]' where step in (${steps.map((step) => `'${step}'`).join(", ")})`;
