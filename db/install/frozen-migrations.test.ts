import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import journal from "@/db/migrations/meta/_journal.json";

// A database that ran a migration never runs it again: what a release brought stays as it is, in its place. A release adds its
// migrations here, and a backup to testing/files, from which the next one upgrades.

const frozen: Readonly<Record<string, string>> = {
  "0000_baseline": "9d59bb2cf0d9289366b31cb2aa4dddeddf693d680ea010207d070216d42c80fb",
  "0001_beyond_drizzle": "1711257b6297838da0d4a35c4807fa07cbfd118fce8ea8e169d23cc43fbbf610",
  "0002_as_the_baseline_names_them": "ea5960375e7a3e2e64741a427dd3b96d03755a018ffed8403d428f6ac5cb871f",
  "0003_refusal_words": "a085a386fee965d79bfcb54b63a35f0fdc02b7b31550eeee9ccafc7122c450a8",
  "0004_steps_say_what_they_do": "f281963c0b762d57dbf4ddc511702f259cbbf8ed9c3e64e05ed7c29cf1d8ec0f",
  "0005_organisation": "f15f3eebefc85c1601e199c0495c310fe97bd71a7c873d4547a9a6771b3896ba",
  "0006_rename_columns": "4e6041135e7afc3b8aeee5c98b1076640167442a5ab0d03b73839e8b6670fab4",
  "0007_rename_tables": "3c62748b93302cca557fdd529a8926deeb907b09575fb9abfd3a7fe5221d2804",
  "0008_quick_filters": "8def3b4efac76574b7ac93e89cabf54ba15901c97e9f402aae3fb8975862095a",
  "0009_reference_version": "2afc59950385f565917b94ca8a8de7e52c28591b667ae91cc94e54276c5030e1",
  "0010_bounded_reads": "5821d88d24f4cd56afda3703ce86ff592a67192a815736fe927ec86deabb9a6e",
  "0011_list_by_last_event": "3d6caeacb60e5ad6dad74961856fa537f13f7a9c13b293cdd661b63a27b60dcf",
  "0012_attachments": "0ae2f1b10fa33a6ece4c42ba0b2a83e78437624836d8f0ed3eeb2ba6b4d683f4",
  "0013_saved_views": "461723e2a88d688a9bce3754b88642ec7d2a83c1057e12d5398d2e9d46766f29",
  "0014_attention": "aac9527be3e20c35099b2f101d44348c686f1e5fe6d663e2b7b9ee1a4f98fbc7",
  "0015_history_loads": "868322d4a6f1375abd2b5af8a89e57ef8159cccb2e29b8bc2bc010030c705334",
};

it("the migrations of releases are the first, in their order and with their content", () => {
  const names = journal.entries.map(({ tag }) => tag);
  expect(names.slice(0, Object.keys(frozen).length)).toEqual(Object.keys(frozen));
  const found = Object.keys(frozen).map((name) => [name, sha256(name)]);
  expect(Object.fromEntries(found)).toEqual(frozen);
});

const sha256 = (name: string) =>
  createHash("sha256")
    .update(readFileSync(fileURLToPath(new URL(`../migrations/${name}.sql`, import.meta.url))))
    .digest("hex");
