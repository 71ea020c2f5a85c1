/**
 * The values of `mail_mail.state` (addons/mail/models/mail_mail.py, the same in Odoo 14–19): one l in `cancel`. A row may
 * hold anything, because people write `canceled` by SQL.
 */
export const mailStates = ['outgoing', 'exception', 'sent', 'cancel', 'received'] as const;

export type MailState = (typeof mailStates)[number];

const names: ReadonlyMap<string, string> = new Map<MailState, string>([
  ['outgoing', 'waiting'],
  ['exception', 'failed'],
  ['cancel', 'cancelled'],
]);

/** What a state is called on the screen. */
export const nameState = (state: string): string => names.get(state) ?? state;

/** The state that Odoo or the screen calls so, in any case. */
export const findMailState = (text: string): MailState | undefined => {
  const wanted = text.toLowerCase();
  return mailStates.find((state) => state === wanted || nameState(state) === wanted);
};
