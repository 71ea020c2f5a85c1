import { describe, expect, test } from 'vitest';
import { describeAbsence } from '../../../../source/domain/dns/dkim/absence.ts';
import { judgeSigning, proofOfSignature } from '../../../../source/domain/dns/dkim/judge-dkim.ts';
import type { DkimKeyState, DkimKeys } from '../../../../source/domain/dns/dkim/key.ts';
import { dkimKeyAt, dkimKeysOf } from '../../../support/dkim-keys.ts';

const rsa: DkimKeyState = { kind: 'key', material: { kind: 'rsa', bits: 2048 }, text: 'p=x' };
const testing = {
  rule: 'dkim.testing',
  severity: 'warn',
  subject: 's1',
  message: 'The key s1 is a test (t=y).',
} as const;
const short = { rule: 'dkim.short-key', severity: 'fail', subject: 's2', message: 'The key s2 is short.' } as const;

const revoked = dkimKeyAt(
  's1',
  { kind: 'revoked', text: 'p=' },
  describeAbsence('s1', { name: 's1', source: 'guessed' }, { kind: 'revoked', text: 'p=' }),
);
const silent = dkimKeyAt('s1', { kind: 'unknown', reason: 'DNS kept silent.' });

describe('what keys say about signatures', () => {
  test.each<[string, Partial<DkimKeys>, string, RegExp]>([
    ['a key', { keys: [dkimKeyAt('s1', rsa)] }, 'ok', /has a DKIM key \(s1\); whether mail is signed with it shows/],
    ['two keys', { keys: [dkimKeyAt('s1', rsa), dkimKeyAt('s2', rsa)] }, 'ok', /has 2 DKIM keys \(s1, s2\)/],
    ['a key in a test', { keys: [dkimKeyAt('s1', rsa, [testing])] }, 'warn', /is a test \(t=y\)/],
    ['one of two in a test', { keys: [dkimKeyAt('s1', rsa, [testing]), dkimKeyAt('s2', rsa)] }, 'ok', /2 DKIM keys/],
    ['a broken key', { keys: [dkimKeyAt('s2', rsa, [short])] }, 'warn', /s2 is short/],
    ['a revoked key', { keys: [revoked] }, 'warn', /was revoked/],
    ['a revoked key beside silence', { keys: [silent, revoked] }, 'warn', /was revoked/],
    ['nothing below _domainkey', { hasNone: true }, 'warn', /has no DKIM key/],
    ['silence', { keys: [silent] }, 'unknown', /DNS kept silent/],
    ['a wildcard that revokes', { wildcard: { kind: 'revoked', text: 'p=' } }, 'warn', /revokes every DKIM key/],
    ['a wildcard key', { wildcard: rsa }, 'ok', /the same key by a wildcard/],
    [
      'a wildcard that is no key',
      { wildcard: { kind: 'not-a-key', text: '' } },
      'unknown',
      /is not known: none stands/,
    ],
    ['guesses in vain', { triedInVain: ['s1', 's2'] }, 'unknown', /none stands at the 2 usual selectors/],
  ])('%s', (_, keys, status, summary) => {
    const judged = judgeSigning(dkimKeysOf(keys));
    expect(judged.status).toBe(status);
    expect(judged.summary).toMatch(summary);
  });

  test('a key comes with what would prove a signature, because it proves none', () => {
    const { notes } = judgeSigning(dkimKeysOf({ keys: [dkimKeyAt('s1', rsa, [testing]), dkimKeyAt('s2', rsa)] }));
    expect(notes).toEqual([testing.message, proofOfSignature('acme.example')]);
    expect(proofOfSignature('acme.example')).toMatch(/received elsewhere.*dkim=pass with header\.d=acme\.example/);
  });

  test('a key that was revoked leaves open whether there is another', () => {
    expect(judgeSigning(dkimKeysOf({ keys: [revoked] })).notes.join()).toContain('another DKIM key is not known');
  });
});
