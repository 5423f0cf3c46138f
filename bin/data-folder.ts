/** Where the demo keeps its database, keys and secrets: in the repository, or where WINDLASS_DATA says (tests do). */
export const dataFolder = process.env.WINDLASS_DATA ?? ".data";
