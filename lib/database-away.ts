/** The digest of an error that says the database cannot be reached: the only word of it that comes to the browser. */
export const databaseAway = "database-away";
