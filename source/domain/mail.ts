/** The states that Odoo knows. A row may hold anything: people write `canceled` by SQL. */
export const mailStates = ['outgoing', 'exception', 'sent', 'cancel', 'received'] as const;

export type MailState = (typeof mailStates)[number];
