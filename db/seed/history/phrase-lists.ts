// Phrases for the texts of a generated history. Words in {braces} are placeholders.

export const whys = [
  "{client} asked for it in {ticket}.",
  "Follow-up of {ticket}: the same problem came back twice this month.",
  "The capacity review shows that it will not last until the end of the quarter.",
  "The vendor ends its support of the present version soon.",
  "An audit finding of {client} names it ({ticket}).",
  "The on-call team was woken by it three times last week.",
  "Agreed with {client} in the service review, ticket {ticket}.",
  "Latency at the evening peak is close to what we promised {client}.",
  "Part of the {codename} project ({ticket}).",
];
export const impacts = [
  "None expected.",
  "Requests may be slower for up to five minutes.",
  "Short reconnects while nodes change places.",
  "Nightly reports of {client} start later than usual.",
  "Read only for about a minute.",
];
export const edits = [
  "Added the order of the nodes after a talk with {client}.",
  "Written out what happens when the second node does not come back.",
  "Named the playbook, and who watches the graphs.",
];
export const reviewed = [
  "Read the diff and the plan; both fit.",
  "The rollback was tried in staging.",
  "Fine. Keep an eye on {system} for an hour.",
  "Checked against {ticket}.",
];
export const approved = ["Go ahead.", "Approved for the next quiet window.", "Agreed with {client}.", "Fine by me."];
export const sentBack = [
  "Say how long the rollback takes and who decides on it.",
  "The plan undoes only half of it: what about the {component} settings?",
  "Which nodes first? Please write the order down.",
];
export const rejected = [
  "Not before the {codename} migration is over.",
  "The risk is larger than the gain; solve it in the application.",
  "Duplicate of an earlier change.",
];
export const cancelled = [
  "{client} no longer needs it.",
  "Replaced by a newer change.",
  "The vendor withdrew the release.",
  "Postponed to the next quarter.",
];
export const noWindow = [
  "No free window before the end of the quarter.",
  "{client} has no quiet hour for it before the freeze.",
];
export const revised = ["The vendor published a newer version.", "A second node has to be part of it."];
export const takenOver = ["The author is on holiday.", "Handed over in the morning round."];
export const calledOff = [
  "Traffic was far above normal; nothing was changed.",
  "The standby was unhealthy before we began.",
];
export const overrides = ["{client} asked for this hour; both teams know of each other."];
export const extensions = ["The rebalance takes longer than it did in staging.", "One node needed a second reboot."];
export const notes = [
  "First node done, graphs are calm.",
  "Told the service desk of {client}.",
  "Waiting for replication to catch up.",
  "Half way; the {component} looks good.",
  "Service desk reports nothing unusual.",
  "Snapshot taken before the first step.",
];
export const done = [
  "Done as planned.",
  "Done as planned; the second node took a little longer.",
  "Done, all nodes on {version}.",
  "Done with the playbook, no manual step.",
];
export const works = [
  "Works as expected.",
  "Does what it should; {client} confirmed it.",
  "All checks of the plan are green.",
];
export const monitored = [
  "Watched error rate and latency of {system} for 30 minutes: unchanged.",
  "Grafana board of {system}: no alert, no gap.",
  "Uptime checks green, no new log patterns.",
];
export const failures = [
  "Error rate of {system} rose to {large} percent after the second node.",
  "{host} stopped answering a few minutes afterwards.",
  "Replication broke with a checksum error.",
  "Sign-in of {client} failed for every second person.",
  "{component} does not start with the new settings.",
];
export const rolledBack = [
  "Followed the rollback plan; {system} is healthy again.",
  "Put the old state back, node by node.",
];
export const partly = ["Rolled back all but one node, which had to be rebuilt."];
export const failedRollbacks = ["The old state could not be restored; {system} runs on the standby."];
export const causes = [
  "The {component} of one node had a setting that no other has; staging does not have it either.",
  "A cached {component} file of the former version was read after the restart.",
  "The load test did not cover the nightly import of {client}.",
  "A firewall rule outside our configuration repository blocked port {large}43.",
];
export const findings = [
  "Bring the hand-made setting of {host} into the repository.",
  "Add the nightly import to the load test.",
  "Alert on {component} restarts.",
  "Write the order of nodes into the runbook.",
  "Rehearse the rollback of {system} in staging.",
];
export const answers = [
  "Done and merged; the next run showed it.",
  "In the runbook since today, read by both shifts.",
  "Rehearsed in staging with {system}; it took nine minutes.",
  "The alert on {component} is live and was tested once.",
];
export const channels = ["phone bridge", "incident room", "mail to the team"];
export const channelReasons = ["Everybody concerned was on the bridge when it happened."];
export const justifications = [
  "It could not wait: customers of {client} were locked out.",
  "Data would have been lost by the morning.",
];
export const unjustified = ["A normal change the same day would have done."];
export const lateReasons = ["The outage took the night, and the write-up waited for the weekend to end."];
export const onCallReasons = ["On call, and answered the page.", "Paged while on call."];
export const offRosterReasons = [
  "Not on call, but the only one awake when it broke.",
  "The one on call was on another outage and asked for it.",
];
export const returned = ["Which commands, on which nodes? Please add them."];
export const stoodDown = ["It recovered by itself before anything was changed."];

export const components = [
  "nginx",
  "HAProxy",
  "PostgreSQL",
  "Redis",
  "Vault",
  "Keycloak",
  "RabbitMQ",
  "OpenSearch",
  "node-exporter",
  "CoreDNS",
  "cert-manager",
  "PgBouncer",
  "Varnish",
  "Traefik",
  "MinIO",
  "etcd",
];
export const codenames = [
  "Kestrel",
  "Bramble",
  "Lodestar",
  "Osprey",
  "Quartz",
  "Thistle",
  "Marlin",
  "Juniper",
  "Cormorant",
  "Halyard",
  "Fulmar",
  "Saffron",
  "Obsidian",
  "Petrel",
  "Wisteria",
  "Gannet",
  "Tamarisk",
  "Zephyr",
  "Nightjar",
  "Selkie",
];
