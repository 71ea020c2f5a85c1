import { expect, test } from 'vitest';
import type { DkimKeyState, DkimKeys } from '../../../../source/domain/dns/dkim/key.ts';
import { type JudgedRoute, judgeProof } from '../../../../source/domain/dns/dmarc/judge-proof.ts';
import { dkimKeyAt, dkimKeysOf } from '../../../support/dkim-keys.ts';

const way = (spf: JudgedRoute['spf'], aligned: boolean | 'unknown' = true): JudgedRoute => ({
  host: 'mail.acme.example',
  envelopeDomain: 'bounce.example',
  spf,
  isAligned: aligned === 'unknown' ? undefined : aligned,
});

const rsa: DkimKeyState = { kind: 'key', material: { kind: 'rsa', bits: 2048 }, text: 'p=x' };
const leftover = dkimKeysOf({ keys: [dkimKeyAt('k1', rsa)] });
const revoked = dkimKeysOf({ keys: [dkimKeyAt('k1', { kind: 'revoked', text: 'p=' })] });
const none = dkimKeysOf({ hasNone: true });
const guesses = dkimKeysOf({ triedInVain: ['k1'] });

test.each<[string, readonly JudgedRoute[], DkimKeys, string, RegExp]>([
  ['SPF on every way', [way('yes'), way('yes')], none, 'ok', /by SPF\.$/],
  ['SPF, and a key', [way('yes')], leftover, 'ok', /by SPF\.$/],
  [
    'no SPF, and no key',
    [way('no')],
    none,
    'fail',
    /neither by SPF nor by a DKIM signature: acme\.example itself asks/,
  ],
  ['SPF on one of two ways, and no key', [way('yes'), way('no')], none, 'fail', /neither/],
  ['an envelope that is not aligned, and no key', [way('yes', false)], none, 'fail', /neither/],
  [
    'no SPF, and a leftover key',
    [way('no')],
    leftover,
    'unknown',
    /SPF does not speak for it, and acme\.example has a DKIM key \(k1\), which may be left over/,
  ],
  ['another envelope, and a leftover key', [way('yes', false)], leftover, 'unknown', /proves no signature/],
  ['no SPF, and a revoked key', [way('no')], revoked, 'unknown', /its DKIM key \(k1\) was revoked/],
  ['no SPF, and guesses in vain', [way('no')], guesses, 'unknown', /its DKIM selector is not known/],
  [
    'SPF unknown, and no key',
    [way('unknown')],
    none,
    'unknown',
    /whether SPF of bounce\.example does is unknown, and there is no DKIM key/,
  ],
  ['alignment unknown', [way('yes', 'unknown')], leftover, 'unknown', /whether SPF of bounce\.example does is unknown/],
  ['one unknown and one refused, with a key', [way('unknown'), way('no')], leftover, 'unknown', /SPF does not speak/],
])('%s', (_, ways, keys, status, summary) => {
  const policy = { policy: 'reject', tag: 'p', recordDomain: 'acme.example' } as const;
  const judged = judgeProof('acme.example', ways, keys, policy);
  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(summary);
  expect(judged.detail?.includes('received elsewhere') ?? false).toBe(status === 'unknown');
});
