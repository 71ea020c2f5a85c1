import { describe, expect, it } from 'vitest';
import { findUnderWay, type SendingKey } from '../../../../source/changes/retry/direct/under-way.ts';

const mail = (id: number, from = 'a@acme.example', forcedServerId: number | null = null): SendingKey => ({
  id,
  from,
  forcedServerId,
  aliasDomainId: null,
});

const oneSender = [mail(3), mail(1), mail(2)];
const twoSenders = [mail(1), mail(2, 'b@acme.example'), mail(3), mail(4, 'b@acme.example')];
const twoServers = [mail(1), mail(2, 'a@acme.example', 7), mail(3)];
const threeSenders = [mail(1), mail(2, 'b@acme.example'), mail(3, 'c@acme.example')];

describe('the mail that was under way when Odoo broke off', () => {
  it.each([
    ['the first given, when none was done', oneSender, [3, 1, 2], [3]],
    ['the first that waits still', oneSender, [1, 2], [1]],
    ['the last', oneSender, [2], [2]],
    ['none, when none waits', oneSender, [], []],
    ['the first given, of several senders', twoSenders, [1, 2, 3, 4], [1]],
    ['of the sender that was at work, whoever was given first', twoSenders, [2, 3, 4], [3]],
    ['of the second sender, half through', twoSenders, [4], [4]],
    ['of the second sender, at its start', twoSenders, [2, 4], [2]],
    ['of the server that was at work', twoServers, [2, 3], [3]],
    ['the first of each sender, where any may have been next', threeSenders, [2, 3], [2, 3]],
  ] as const)('is %s', (_name, batch, waiting, underWay) => {
    expect(findUnderWay(batch, new Set(waiting))).toEqual(underWay);
  });
});
