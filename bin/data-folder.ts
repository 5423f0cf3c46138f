/** Database, keys and secrets of a demo: `.data` in the repository; tests use their own folders. */
export const dataFolder = process.env.WINDLASS_DATA_FOLDER ?? ".data";
