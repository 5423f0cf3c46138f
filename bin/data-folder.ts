/** Where the demo keeps its database, keys and secrets, under the repository. */
export const dataFolder = ".data";
