/** Whose changes these are, where ORGANISATION does not say. */
export const defaultOrganisation = "Anchor MSP";
