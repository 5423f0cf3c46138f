// What the framework says where an answer was none of an action, and it has no words of ours.
const frameworks = "An unexpected response was received from the server.";

/** Why a form that a page's script sent was not taken: our own words where the answer had some. What was typed stays. */
export function whyNotSent(error: unknown): string {
  const stays = "What you typed is still here: send it again.";
  if (!(error instanceof Error) || error instanceof TypeError)
    return `Windlass could not be reached, so this was not sent. ${stays}`;
  if ("digest" in error)
    return `Windlass failed while it took this. Before you send it again, look at the record’s history. Your administrator finds the fault by this code: ${error.digest}.`;
  return `${error.message === frameworks ? "This could not be taken." : error.message} ${stays}`;
}
