/**
 * What is searched for, as PostgreSQL's web search takes it: a minus that stands before no word denies nothing, and many in a
 * row would be more denials in one another than it can hold.
 */
export const toSearchQuery = (text: string): string => text.replaceAll(/-(?!"?[\p{L}\p{N}])/gu, " ");
