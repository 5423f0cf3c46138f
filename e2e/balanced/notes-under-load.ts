import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import type { RawClient } from "../raw-client";

/** Eight people who write notes to one change until they are stopped. */
export class NotesUnderLoad {
  readonly acknowledged: string[] = [];
  private isStopped = false;
  private readonly posters: Promise<void>[];

  private constructor(
    private readonly raw: RawClient,
    private readonly form: FormData,
    private readonly path: string,
  ) {
    this.posters = Array.from({ length: 8 }, () => this.postRepeatedly());
  }

  static async start(raw: RawClient, id: number): Promise<NotesUnderLoad> {
    const path = `/changes/CHG-${id}`;
    return new NotesUnderLoad(
      raw,
      await raw.forge(path, { step: "note", subject: "change", id: String(id), seq: "2" }),
      path,
    );
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.posters);
  }

  /** How many of those that were acknowledged are not on record. */
  async lostIn(sql: Sql): Promise<number> {
    const [lost] = await sql`
      select count(*)::int as number from unnest(${this.acknowledged}::text[]) written
      where not exists (select from texts t join events e on e.id = t.event_id where t.text = written and e.step = 'note')`;
    return Number(lost?.number);
  }

  private async postRepeatedly(): Promise<void> {
    while (!this.isStopped) await this.post().catch(() => pause(20));
  }

  private async post(): Promise<void> {
    const comment = randomUUID();
    const answer = await this.raw.take(await this.raw.forge(this.form, { comment }));
    // A redirect without a draft acknowledges the step.
    if (answer.status === 303 && answer.headers.get("location") === this.path) this.acknowledged.push(comment);
    else await pause(20);
  }
}
