import { countOf } from '../../domain/wording/count.ts';
import type { SetAside, SetAsideReason } from './set-aside.ts';

/** Words that fit one mail, and several. */
interface Forms {
  readonly be: string;
  readonly have: string;
  readonly were: string;
  readonly them: string;
}

const one: Forms = { be: 'is', have: 'has', were: 'was', them: 'it' };
const several: Forms = { be: 'are', have: 'have', were: 'were', them: 'them' };

const sentences: Readonly<Record<SetAsideReason, (forms: Forms, detail: string | null) => string>> = {
  gone: ({ be }) => `${be} no longer there.`,
  'not-failed': ({ have }) => `${have} not failed: only failed mails are retried.`,
  served: ({ have }) => `${have} nobody left to go to: everybody already got it.`,
  'no-recipient': ({ have }) => `${have} no recipient at all.`,
  'bad-address': ({ have }) => `${have} no address that can be written to: correct the contact first.`,
  'kept-back': ({ were }) => `${were} kept back by Odoo itself: opted out, on the blacklist, or a duplicate.`,
  blacklisted: ({ them }) => `would go to an address on Odoo's blacklist (--include blacklisted sends ${them}).`,
  'no-route': (_forms, detail) => `would be refused by Odoo itself: ${detail ?? 'there is no way to send'}.`,
  'may-be-delivered': ({ them }) =>
    `may have been delivered already, because sending broke off half-way (--include may-be-delivered sends ${them} again).`,
  old: ({ be, them }) => `${be} too old to go out unasked (--include old sends ${them}).`,
  'refused-for-good': ({ were }) =>
    `${were} refused for good: the recipient does not exist or takes no mail (--include refused-for-good tries again).`,
  'cause-remains': ({ them }, detail) =>
    `will fail again: ${detail ?? 'the cause is still there'} (--force sends ${them} all the same).`,
};

/** Why these mails stay, and what to do about it: `297 mails will fail again: password refused (…).` */
export const describeSetAside = ({ reason, ids, detail }: SetAside): string =>
  `${countOf(ids.length, 'mail')} ${sentences[reason](ids.length === 1 ? one : several, detail)}`;
