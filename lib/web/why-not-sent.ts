// What the framework says where an answer was none of an action, and it has no words of ours.
const frameworks = "An unexpected response was received from the server.";

/** Why a form that a page's script sent was not taken: our own words where the answer had some. What was typed stays. */
export function whyNotSent(error: unknown): string {
  const stays = "What you typed is still here. Send it again.";
  if (!(error instanceof Error) || error instanceof TypeError)
    return `Windlass could not be reached. Nothing was sent. ${stays}`;
  if ("digest" in error)
    return `Windlass failed while saving this. Check the history of the record before you send it again. Give your administrator this code: ${error.digest}.`;
  return `${error.message === frameworks ? "Windlass could not save this." : error.message} ${stays}`;
}
