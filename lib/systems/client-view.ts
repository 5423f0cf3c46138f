/** What stands in a client's view for the systems and the name of whoever else a change touches (Scope). */
export const otherClientLabel = "another client";

/** What stands in a client's view for the words of a change that touches another client too, unless its author shares them. */
export const withheldText = "[left out: it touches another client too]";

/** Whose view a page or a file is: of a client, or of the client that has the system; of nobody in particular else. */
export type ClientView = { readonly client?: number | undefined; readonly system?: number | undefined };

/** The client whose view it is: null for the view of all clients, nobody's (0) for a system that is not known. */
export const viewingClientOf = (
  { client, system }: ClientView,
  clientOf: (system: number) => number | undefined,
): number | null => client || (system ? (clientOf(system) ?? 0) : null);
