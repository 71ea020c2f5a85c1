import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { askSpamAssassin, readVerdict } from '../../../source/services/host/spam-assassin.ts';

const isInstalled = ['/usr/bin/spamassassin', '/usr/bin/spamc'].some((path) => existsSync(path));
const never = new AbortController().signal;

test.runIf(isInstalled)(
  'SpamAssassin knows its own sample of spam, with the rule for it',
  { timeout: 60_000, meta: { needs: 'spamassassin' } },
  async () => {
    // https://spamassassin.apache.org/gtube/
    const sample = 'XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X';
    const message = Buffer.from(`From: a@acme.example\r\nSubject: x\r\n\r\n${sample}\r\n`);
    const verdict = await askSpamAssassin(message, { signal: never, timeoutMs: 50_000 });
    expect(verdict).toMatchObject({
      score: expect.any(Number),
      rules: expect.arrayContaining([{ name: 'GTUBE', points: 1000 }]),
    });
  },
);

test.runIf(isInstalled)(
  'who takes too long is told apart from who is not there',
  { timeout: 60_000, meta: { needs: 'spamassassin' } },
  async () => {
    const verdict = await askSpamAssassin(Buffer.from('x'), { signal: never, timeoutMs: 1 });
    expect(verdict).toMatch(/was ended after 0\.001 s\.$/);
  },
);

test.each([
  [
    'Content analysis details:   (3.1 points, 5.0 required)\n\n pts rule name              description\n---- ---- ----\n 2.1 HTML_IMAGE_ONLY_04     BODY: images\n-0.0 NO_RELAYS              Informational\n 1.0 SHORT_SHORTNER         short\n                            goes on\n',
    {
      score: 3.1,
      rules: [
        { name: 'HTML_IMAGE_ONLY_04', points: 2.1 },
        { name: 'NO_RELAYS', points: -0 },
        { name: 'SHORT_SHORTNER', points: 1 },
      ],
    },
  ],
  ['Content analysis details:   (-1.5 points, 5.0 required)', { score: -1.5, rules: [] }],
  ['0/0\n', undefined],
])('reads a report', (output, verdict) => {
  expect(readVerdict(output)).toEqual(verdict);
});
