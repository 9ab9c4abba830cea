/** The three places that keep a key of their own in this browser; each is also its place's address. */
export const ROLES = ["till", "wallet", "bank"] as const;

export type Role = (typeof ROLES)[number];
