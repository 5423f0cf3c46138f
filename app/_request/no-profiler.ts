/**
 * Replaces secretlint's profiler (see `next.config.ts`), which keeps every mark of the whole process for ever and
 * looks through all of them at each new one, so that a server got slower with each form.
 */
export const secretLintProfiler = { mark(): void {} };
