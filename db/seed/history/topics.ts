import type { Category } from "@/lib/rules/record";

/** A subject of generated changes. Words in {braces} are placeholders. */
export type Topic = {
  readonly category: Category;
  readonly title: string;
  readonly what: string;
  readonly plan: string;
  readonly check: string;
};

const topic = (category: Category, title: string, what: string, plan: string, check: string): Topic => ({
  category,
  title,
  what,
  plan,
  check,
});

// biome-ignore format: a topic is a few lines
export const topics: readonly Topic[] = [
  topic("infrastructure", "Add memory to {host}", "Shut {host} down, raise its memory from {small} to {large} GB and start it again, one node at a time.", "Stop the node, set its memory back to {small} GB and start it.", "Check free memory and swap of {host}, and that its cluster reports three healthy members."),
  topic("infrastructure", "Move {system} to the {version} kernel", "Install kernel {version} on every node of {system}, drain it, reboot it and put it back behind the load balancer.", "Boot the previous kernel from the boot menu; it stays installed for two weeks.", "Check uname on each node and the error rate at the load balancer for 30 minutes."),
  topic("infrastructure", "Replace the load balancer of {system}", "Bring the new pair of HAProxy nodes into service and move the virtual address of {system} to it.", "Move the virtual address back to the old pair, which keeps running until Friday.", "Request the health page through the new pair and compare its latency with the last seven days."),
  topic("infrastructure", "Grow the storage pool of {system}", "Add {small} disks of {large} TB to the storage pool of {system} and let it rebalance at night.", "Take the new disks out of the pool before the rebalance is finished.", "Watch the pool's health until the rebalance ends, and its free space afterwards."),
  topic("infrastructure", "Update {component} to {version} on {system}", "Roll {component} {version} out to {system} node by node with the playbook site-{host}.", "Install the package of the previous version, which is kept in the local mirror.", "Check the version that each node reports and that no node restarts in the next hour."),
  topic("configuration", "Raise the connection limit of {system}", "Set max_connections of {system} from {small}00 to {large}00 and restart it in its window.", "Put the old value back and restart.", "Check the connection gauge and that nothing waits for a connection at the evening peak."),
  topic("configuration", "Change the proxy timeouts of {system}", "Set the read timeout of the proxy in front of {system} to {large} seconds and reload it.", "Revert the commit in the configuration repository and reload.", "Check that the count of gateway timeouts falls and that no request hangs."),
  topic("configuration", "Turn on HTTP/3 for {host}", "Enable QUIC on the edge of {host} for all clients and announce it by Alt-Svc.", "Disable QUIC; browsers fall back within a minute.", "Request {host} over HTTP/3 and compare the median page time."),
  topic("configuration", "Tune autovacuum of {system}", "Lower the autovacuum scale factor of the large tables in {system} and raise its cost limit.", "Reset the storage parameters of these tables.", "Watch dead tuples and disk reads for a day."),
  topic("configuration", "Route {component} through the {codename} gateway", "Point the {component} of {system} at the {codename} gateway and remove the direct route.", "Restore the direct route; it is kept commented out.", "Trace a request end to end and check the gateway's own counters."),
  topic("monitoring", "Scrape {component} on {system}", "Add the {component} exporter of {system} to Prometheus with a scrape interval of {large} seconds.", "Remove the job from the Prometheus configuration and reload.", "Check that the target is up and its series count stays below ten thousand."),
  topic("monitoring", "Move the logs of {system} to the new cluster", "Ship the logs of {system} to the new Loki cluster and stop writing to the old one after a day.", "Point the agents back at the old cluster, which keeps accepting logs.", "Query the last hour in both clusters and compare the counts of lines."),
  topic("monitoring", "Keep metrics of {system} for longer", "Raise the retention of the metrics of {system} from {small} to {large} weeks.", "Set the retention back; older blocks are deleted at the next compaction.", "Check the disk growth of the store after two compactions."),
  topic("alerting", "Route alerts of {system} to the {codename} team", "Change the Alertmanager route of {system} so that pages go to the {codename} team and warnings to their channel.", "Revert the route; the old receiver stays defined.", "Send a test alert and check who received it."),
  topic("alerting", "Page on slow requests of {system}", "Add an alert that pages when the 95th percentile of {system} is above {large}00 ms for ten minutes.", "Delete the alert rule and reload Prometheus.", "Check with last week's data that it would have fired twice and not more."),
  topic("alerting", "Group the alerts of {host}", "Group alerts of {host} by service and hold them for {small} minutes before the first notification.", "Restore the previous grouping.", "Cause two test alerts and check that one notification arrives."),
  topic("backups", "Move backups of {system} to object storage", "Write the nightly backup of {system} to object storage in the second region, encrypted and locked for {large} days.", "Write to the local disk again; its last three backups are kept.", "Restore the first backup into the staging database and compare the row counts."),
  topic("backups", "Test a full restore of {system}", "Restore the newest backup of {system} beside production, measure it, and fail the read replica over to it.", "Point the read replica at the primary again and drop the restored copy.", "Check checksums of the ten largest tables and the time it took."),
  topic("backups", "Change the backup schedule of {system}", "Take incremental backups of {system} every {small} hours and a full one on Sunday.", "Return to the nightly full backup.", "Check that the next three incremental backups are complete and restorable."),
  topic("secrets", "Rotate the database credentials of {system}", "Issue new database credentials for {system} in Vault, reload its consumers and revoke the old lease after a day.", "Re-enable the old lease, valid until it is revoked.", "Check in the audit log that nobody authenticates with the old lease any more."),
  topic("secrets", "Replace the signing key of {host}", "Publish the new signing key of {host}, sign with it after an hour and withdraw the old one after a week.", "Sign with the old key again; both are published.", "Verify a fresh token against the published keys."),
  topic("secrets", "Move {component} to short-lived certificates", "Let the {component} of {system} fetch certificates that live for {large} hours from the internal authority.", "Put the long-lived certificate back in place and reload.", "Watch two renewals and check that connections survive them."),
  topic("DNS", "Lower the TTL of {host}", "Set the TTL of {host} to {small}0 seconds ahead of its move.", "Set the TTL back to an hour.", "Query the four name servers and a public resolver."),
  topic("DNS", "Move {host} to the new address", "Point {host} at the new load balancer and keep the old address answering for two days.", "Point the record back at the old address.", "Query public resolvers and watch the traffic of both addresses."),
  topic("DNS", "Sign the zone of {client}", "Turn on DNSSEC for the zone of {client} and hand the DS record to the registrar.", "Ask the registrar to withdraw the DS record, wait for its TTL, then unsign the zone.", "Validate the chain with two resolvers."),
  topic("security settings", "Update WAF rules of {system}", "Move the Cloudflare WAF rules of {system} from log to block for {codename} signatures.", "Set the rules back to log.", "Check the blocked requests of the first hour by hand for false positives."),
  topic("security settings", "Patch {cve} on {system}", "Install the vendor's fix for {cve} on every node of {system}, one after the other.", "Install the previous package; the exposed endpoint then has to be closed at the edge.", "Run the vendor's check on each node and scan from outside."),
  topic("security settings", "Restrict SSH to {system}", "Allow SSH to {system} from the bastion hosts alone and drop it elsewhere.", "Remove the drop rule on the out-of-band console.", "Connect through the bastion, and fail to connect from the office network."),
  topic("security settings", "Require TLS 1.3 on {host}", "Disable TLS 1.2 on {host} for all but the listed partner addresses.", "Enable TLS 1.2 again and reload.", "Check handshake failures by client and that partners still connect."),
];

/** Subjects of generated emergencies. */
// biome-ignore format: a topic is a few lines
export const troubles: readonly Topic[] = [
  topic("DNS", "Fail {host} over", "Point {host} at the standby site: the primary does not answer.", "Point {host} back at the primary once it answers for an hour.", "Check the health page from three networks."),
  topic("secrets", "Rotate a leaked key of {system}", "Revoke and reissue the API key of {system} that was found in a public paste.", "None of the old key may return; consumers that break get the new key by hand.", "Search the audit log for uses of the old key."),
  topic("security settings", "Block {range} at the edge", "Drop all traffic from {range}: it is brute-forcing the sign-in of {host}.", "Remove the block of {range}.", "Check that the failed sign-ins stop and customers still sign in."),
  topic("infrastructure", "Restart the stuck nodes of {system}", "Kill and restart the nodes of {system} that stopped answering; queue depth was above {large}000.", "Nothing to undo: a restarted node can be drained again.", "Watch the queue drain and the error rate fall."),
  topic("infrastructure", "Free disk space on {host}", "Delete rotated logs and move the archive of {host} away: the disk was {large} percent full and writes failed.", "Copy the archive back from the spare volume.", "Check free space and that the database writes again."),
  topic("configuration", "Take {component} of {system} out of service", "Switch {component} of {system} off by its flag; it answered with errors and took the page down with it.", "Switch the flag on again.", "Check the page and the error budget."),
  topic("backups", "Stop the backup of {system}", "Abort the running backup of {system}: it held a lock and blocked every write.", "Start the backup again in the night.", "Check for waiting locks, and the next backup."),
];
