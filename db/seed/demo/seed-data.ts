/** The seed data of a demonstration and of the tests: three clients, eight systems, ten catalogue entries. */
export const seededSystems = [
  { client: "Harbour Bank", name: "harbour-web", systemKind: "web cluster" },
  { client: "Harbour Bank", name: "harbour-db", systemKind: "database" },
  { client: "Harbour Bank", name: "harbour-edge", systemKind: "firewall" },
  { client: "Quayside Retail", name: "quayside-shop", systemKind: "web cluster" },
  { client: "Quayside Retail", name: "quayside-db", systemKind: "database" },
  { client: "Tidewater Health", name: "tidewater-portal", systemKind: "web cluster" },
  { client: "Tidewater Health", name: "tidewater-vault", systemKind: "secrets store" },
  { client: "Tidewater Health", name: "tidewater-dns", systemKind: "DNS zone" },
] as const;

/** Days until the first seeded freeze: no loaded change is scheduled that far ahead, because approvals expire earlier. */
const freezeInDays = 40;

/** One freeze of a client and one that repeats, both without conflicts; days count from midnight UTC. */
export const seededFreezes = [
  {
    name: "Stocktaking",
    of: { client: "Quayside Retail" },
    from: { day: freezeInDays, hour: 18 },
    hours: 62,
    repeats: null,
    reason: "The shops count their stock and nobody there can help.",
  },
  {
    name: "Weekly key ceremony",
    of: { system: "tidewater-vault" },
    from: { day: freezeInDays + 3, hour: 2 },
    hours: 4,
    repeats: "FREQ=WEEKLY;COUNT=12",
    reason: "Keys are being rotated while the vault is sealed.",
  },
] as const;

/** The rotation hands over every Monday at that time. */
export const seededRoster = { name: "Weekly rotation", weeks: 26, handover: "09:00", zone: "UTC" } as const;
