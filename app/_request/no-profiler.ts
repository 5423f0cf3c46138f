/**
 * Stands where secretlint has its profiler (see `next.config.ts`): that one keeps every mark of the whole process for ever and
 * looks through all of them at each new one, so that a server got slower with each form.
 */
export const secretLintProfiler = { mark(): void {} };
