/** Where the demo keeps its database, keys and secrets: `.data` under the repository; tests have folders of their own. */
export const dataFolder = process.env.WINDLASS_DATA_FOLDER ?? ".data";
