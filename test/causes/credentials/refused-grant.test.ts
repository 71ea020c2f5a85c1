import { expect, test } from 'vitest';
import { type GrantFacts, judgeGrant } from '../../../source/causes/credentials/refused-grant.ts';
import { groupFailures } from '../../../source/domain/replies/groups.ts';

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 24, hour));
const refused = groupFailures([{ id: 1, text: 'invalid_grant: Token has been expired or revoked.' }]);
const password = groupFailures([{ id: 2, text: '535 5.7.8 Username and Password not accepted' }]);
const facts: GrantFacts = {
  stored: { groups: refused, bySubject: new Map([['server:1', 1]]), newestAt: at(10) },
  subject: 'server:1',
  sentAt: undefined,
  expiredAt: at(9),
};

test.each<[string, Partial<GrantFacts>, boolean]>([
  ['nothing has gone out since', {}, true],
  ['mail went out before it', { sentAt: at(8) }, true],
  ['mail went out after it', { sentAt: at(11) }, false],
  ['a token was fetched after it', { expiredAt: at(11) }, false],
  ['no token was ever fetched', { expiredAt: null }, true],
  ['it failed on another server', { subject: 'server:2' }, false],
  ['nobody may tell the servers apart', { stored: { ...facts.stored, bySubject: undefined } }, true],
  ['it was a password that was refused', { stored: { ...facts.stored, groups: password } }, false],
])('whether a refused grant still stands, where %s', (_, given, stands) => {
  expect(judgeGrant({ ...facts, ...given })).toBe(stands ? refused[0]?.sample : undefined);
});
