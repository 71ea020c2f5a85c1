import type { Forbidden, MailAndMessage } from '../../domain/change/send-now.ts';
import { nearestSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { inBatches } from '../../lib/batches.ts';
import type { RpcAccount } from './rpc-account.ts';
import type { CallEnd } from './rpc-reply.ts';
import type { CallOptions } from './rpc-wire.ts';

/** Odoo's own check, by version: orm/models.py from 18 on, odoo/models.py before; mail_message.py adds to each. */
const has = 'has_access';
const questionsSince18 = [has, 'check_access', 'check_access_rule'] as const;
const questionsBefore = ['check_access_rule'] as const;
type Question = (typeof questionsSince18)[number];

/** A call takes some 10 ms; whoever has more mails that are forbidden has them sent by the queue unasked. */
const mostCalls = 600;
/** As many at once, as long as none is forbidden. */
const mailsAtOnce = 100;

const operations = [
  ['mail.message', 'write'],
  ['mail.message', 'read'],
  ['mail.mail', 'write'],
  ['mail.mail', 'read'],
] as const;

/**
 * Finds the mails that the account may not both read and write, or whose messages it may not. Odoo answers for many at
 * once; where it says no, each half is asked.
 * @throws what `toError` makes of an end that is no answer.
 */
export const findForbiddenOverRpc = async (
  account: RpcAccount,
  mails: readonly MailAndMessage[],
  {
    major,
    toError,
    ...options
  }: CallOptions & { readonly major: number; readonly toError: (end: Exclude<CallEnd, { kind: 'value' }>) => Error },
): Promise<Forbidden> => {
  const questions: Question[] = [...(traitsOf(nearestSeries(major)).hasAccess ? questionsSince18 : questionsBefore)];
  let calls = 0;
  let unasked = 0;

  /** Undefined when this Odoo has no such question. */
  const mayAll = async (some: readonly MailAndMessage[]): Promise<boolean | undefined> => {
    for (const [model, operation] of operations) {
      const ids = some.map(({ id, messageId }) => (model === 'mail.mail' ? id : messageId));
      const may = await ask(model, operation, [...new Set(ids)]);
      if (may !== true) return may;
    }
    return true;
  };
  const ask = async (model: string, operation: string, ids: readonly number[]): Promise<boolean | undefined> => {
    for (;;) {
      const [method] = questions;
      if (method === undefined) return undefined;
      calls += 1;
      const end = await account.call({ model, method, ids, named: { operation } }, options);
      if (end.kind === 'value') return method !== has || end.value === true;
      if (end.kind !== 'refused') throw toError(end);
      if (isMissing(end)) questions.shift();
      else if (end.reason === 'access-error' || end.reason === 'raised') return false;
      else throw toError(end);
    }
  };
  const search = async (some: readonly MailAndMessage[]): Promise<readonly number[]> => {
    const ids = some.map(({ id }) => id);
    if (calls >= mostCalls) {
      unasked += ids.length;
      return ids;
    }
    if ((await mayAll(some)) !== false) return [];
    if (some.length === 1) return ids;
    const half = Math.ceil(some.length / 2);
    return [...(await search(some.slice(0, half))), ...(await search(some.slice(half)))];
  };

  const found: number[] = [];
  for (const batch of inBatches(mails, mailsAtOnce)) found.push(...(await search(batch)));
  return { ids: found, unasked, isUnknown: questions.length === 0 };
};

const isMissing = (end: Extract<CallEnd, { kind: 'refused' }>): boolean =>
  end.reason === 'not-found' || (end.reason === 'raised' && end.words.startsWith('Odoo said: AttributeError'));
