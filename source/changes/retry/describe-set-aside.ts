import type { SetAside, SetAsideReason } from './set-aside.ts';

const words: Readonly<Record<SetAsideReason, string>> = {
  gone: 'deleted meanwhile',
  'not-failed': 'not failed, so there is nothing to send again',
  served: 'everybody on it has it already',
  'on-later-mail': 'a later mail carries the same message to the same people: that one is to be sent',
  'no-recipient': 'nobody is on it',
  'bad-address': 'no address on it can be written to: mend the contact first',
  'kept-back': 'Odoo itself kept it back (blacklist, opt-out or duplicate)',
  blacklisted: 'a recipient is on the blacklist and asked not to be written to',
  'no-route': 'Odoo will not hand it to a server',
  'may-be-delivered': 'may already have been delivered: it failed while it was handed over, or after',
  old: 'older than 30 days: what it says may no longer hold',
  'refused-for-good': 'its server said that this recipient will never take it',
  'limit-reached': 'their server has reached a limit',
  'too-early': 'too early to try again',
  'refused-lately': 'refused lately, and no live try shows whether that has changed',
  'lost-attachment': 'a file attached to it is gone from the filestore, and Odoo would send it with an empty one',
  'cause-remains': 'will fail again, as a live try just showed',
};

/** Why mails are left out, the end of `297 mails: …`. */
export const describeSetAside = ({ reason, detail }: Pick<SetAside, 'reason' | 'detail'>): string =>
  detail === null ? words[reason] : `${words[reason]}: ${detail}`;
