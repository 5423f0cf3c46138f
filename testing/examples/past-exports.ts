/** A list of change requests as ServiceNow exports it to CSV. */
export const serviceNowCsv = `"number","short_description","type","state","company","cmdb_ci","requested_by","start_date","end_date","work_start","work_end","close_code"
"CHG0030001","Replace the mail relay","Normal","Closed","Acme","dns","Requester One","2025-02-03 20:00:00","2025-02-03 22:00:00","2025-02-03 20:05:00","2025-02-03 21:40:00","Successful"
"CHG0030002","Raise the disk alert, again","Standard","Closed","Acme","web","Requester Two","2025-02-04 09:00:00","2025-02-04 09:30:00","","",""
`;

/** The same by its table API, with the values and how they are displayed. */
export const serviceNowJson = JSON.stringify({
  records: [
    {
      number: "CHG0030003",
      short_description: "Patch the database",
      state: { value: "3", display_value: "Closed" },
      cmdb_ci: { display_value: "db", link: "https://example.service-now.com/api/now/table/cmdb_ci/1" },
      start_date: "2025-03-05 20:00:00",
      end_date: "2025-03-05 22:00:00",
    },
  ],
});

/** A search of issues as Jira exports it to CSV: the name of a column comes again for each value, and months have names. */
export const jiraCsv = `Summary,Issue key,Issue id,Issue Type,Status,Project name,Reporter,Labels,Labels,Custom field (Planned start date),Custom field (Planned end date),Resolution
Move the load balancer,OPS-12,10012,Change,Done,Operations,Requester One,network,night,03/Apr/25 10:15 PM,04/Apr/25 1:00 AM,Done
Renew the certificate,OPS-13,10013,Change,Done,Operations,Requester Two,tls,,07/Apr/25 9:00 AM,07/Apr/25 9:30 AM,Done
`;

/** The same by its search API. */
export const jiraJson = JSON.stringify({
  issues: [
    {
      key: "OPS-14",
      fields: {
        summary: "Rotate the keys",
        status: { name: "Done", id: "3" },
        reporter: { displayName: "Requester One" },
        components: [{ name: "vault" }, { name: "web" }],
        resolutiondate: "2025-04-09T14:15:00.000+0200",
      },
    },
  ],
});

/** A list of changes as GLPI exports it to CSV: parted by semicolons, with blanks within the numbers. */
export const glpiCsv = `"ID";"Title";"Entity";"Status";"Category";"Requester - Requester";"Opening date";"Resolution date";"Time to resolve"
"1 204";"Extend the storage";"Acme > Berlin";"Closed";"Hardware";"Requester One";"2025-05-06 18:00";"2025-05-06 19:10";""
`;
