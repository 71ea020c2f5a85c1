/** Texts of a mail that a list can be sorted by; `server` is the name of the one that the message insists on. */
export const mailTexts = ['to', 'subject', 'server'] as const;

export type MailText = (typeof mailTexts)[number];
