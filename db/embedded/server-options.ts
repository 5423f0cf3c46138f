export type DurabilityOptions = { fsync: boolean };

/** PostgreSQL's settings for an embedded cluster, as command line words. */
export function serverOptions(port: number, { fsync }: DurabilityOptions): string[] {
  return Object.entries({
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "80",
    shared_buffers: "128MB",
    random_page_cost: "1.1",
    jit: "off",
    max_parallel_workers_per_gather: "0",
    max_wal_size: "512MB",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] %q%u %a ",
    // Keeps posted texts out of the server log: failed statements, DETAIL and parameters contain them.
    log_min_messages: "log",
    log_error_verbosity: "terse",
    log_parameter_max_length_on_error: "0",
    ...(fsync ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
