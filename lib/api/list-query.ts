import { z } from "zod";

export const maxPageSize = 200;

// Texts as an address holds them; what they mean is read by `readListQuery`.
const paging = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(maxPageSize)
    .optional()
    .describe("How many at most; 50 where it is left out."),
  cursor: z.string().max(200).optional().describe("From `next` of the page before."),
};

/** The query of a list: its filters, and where its page begins. */
export const listQuery = <Filters extends z.ZodRawShape>(filters: Filters) => z.strictObject({ ...filters, ...paging });

/** A record by its id in a filter. */
export const idFilter = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional();
