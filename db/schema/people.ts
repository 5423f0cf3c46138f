import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bigintNumber, bytea, foldedName, inList, timestamptz } from "@/db/connection/columns";
import { roles } from "@/lib/rules/roles";

export const people = pgTable(
  "people",
  {
    id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    name: text("name").notNull(),
    email: text("email"),
    timezone: text("timezone"),
    firstSeenAt: timestamptz("first_seen_at").notNull(),
    lastSeenAt: timestamptz("last_seen_at").notNull(),
    deactivatedAt: timestamptz("deactivated_at"),
  },
  (people) => [
    unique("a_person_is_one_subject_of_one_issuer").on(people.issuer, people.subject),
    // These find accounts with the same address, and people with the same name.
    index("people_by_address").on(people.issuer, foldedName(people.email)).where(sql`email is not null`),
    index("people_by_folded_name").on(foldedName(people.name)),
  ],
);

export const personRoles = pgTable(
  "person_roles",
  {
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    role: text("role", { enum: roles }).notNull(),
    since: timestamptz("since").notNull(),
  },
  (held) => [
    primaryKey({ columns: [held.personId, held.role] }),
    check("a_role_is_one_the_policy_knows", inList("role", roles)),
    index("people_by_role").on(held.role),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(),
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    tokenSha256: bytea("token_sha256").notNull(),
    oidcSid: text("oidc_sid"),
    createdAt: timestamptz("created_at").notNull(),
    lastSeenAt: timestamptz("last_seen_at").notNull(),
    expiresAt: timestamptz("expires_at").notNull(),
    revokedAt: timestamptz("revoked_at"),
  },
  (sessions) => [
    unique("a_token_opens_one_session").on(sessions.tokenSha256),
    index("sessions_of_a_person").on(sessions.personId),
    index("sessions_by_oidc_sid").on(sessions.oidcSid),
  ],
);
