/** Texts of a mail that a list can be sorted by; `server` is the name of the one that the message insists on. */
export const mailTexts = ['to', 'subject', 'server'] as const;

export type MailText = (typeof mailTexts)[number];

/** Mails sorted by a text, those without one last in both directions. */
export interface TextOrder {
  readonly column: MailText;
  readonly isReversed: boolean;
}
