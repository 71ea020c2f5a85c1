import { describe, expect, test } from 'vitest';
import { classify } from '../../../source/domain/replies/classify-reply.ts';
import { judgeReply, judgeSession } from '../../../source/domain/replies/judge-session.ts';
import { normaliseFailure } from '../../../source/domain/replies/normalise.ts';
import { rules } from '../../../source/domain/replies/rules/index.ts';
import { Secret } from '../../../source/domain/secret.ts';

const session = { host: 'mail.example.com' };

describe('who must act', () => {
  const own = rules().filter(({ owner }) => owner !== undefined);

  test('is said by some rules themselves', () => {
    expect(own.length).toBeGreaterThan(0);
  });

  test.each(own.map((rule) => [rule.id, rule] as const))('by the rule %s, whatever its class says', (_, rule) => {
    expect(classify(rule.sample).owner).toBe(rule.owner);
  });
});

describe('several refused recipients', () => {
  const refused = (...addresses: readonly string[]): string =>
    `{${addresses.map((each) => `'${each}': (550, b'5.1.1 User unknown')`).join(', ')}}`;

  test.each([[['ann@a.example']], [['ann@a.example', 'bob@a.example']]])(
    '%j are all named, whoever of them speaks',
    (addresses) => {
      expect(classify(`SMTPRecipientsRefused: ${refused(...addresses)}`).reply.recipients).toEqual(addresses);
    },
  );
});

describe('a reply with a secret in it', () => {
  const reply = { stage: 'auth', code: 535, enhanced: undefined, durationMs: 1 } as const;

  test('is read as it was said, and shown without the secret', () => {
    const masked = judgeReply({ ...reply, text: '5.7.8\n•••', unmasked: new Secret('5.7.8 Bad credentials') }, session);
    const plain = judgeReply({ ...reply, text: '5.7.8 Bad credentials' }, session);
    expect(masked.rule).toBe(plain.rule);
    expect(masked.reply.text).toBe('5.7.8 •••');
    expect(plain.reply.text).toContain('Bad credentials');
  });
});

describe('words that point at no cause', () => {
  const reply = (stage: 'mail' | 'rcpt' | 'auth' | 'starttls' | 'data', code: number) =>
    judgeSession(
      { kind: 'reply', stage, reply: { stage, code, enhanced: undefined, text: 'Qqq', durationMs: 1 } },
      session,
    ).cause;

  test.each([
    ['mail', 499, 'rate-limit'],
    ['mail', 500, 'sender'],
    ['rcpt', 500, 'recipients'],
    ['data', 500, 'firewall'],
    ['data', 450, 'rate-limit'],
    ['auth', 499, 'credentials'],
    ['starttls', 499, 'tls'],
  ] as const)('at %s with %i are laid at %s', (stage, code, cause) => {
    expect(reply(stage, code)).toBe(cause);
  });
});

describe('a traceback', () => {
  const frames = '  File "/odoo/mail_mail.py", line 9, in send\n    raise it\n';

  test('says in its last line what happened', () => {
    const [said] = normaliseFailure(`Traceback (most recent call last):\n${frames}ValueError: it broke`);
    expect(said?.text).not.toContain('Traceback');
    expect(said?.text).toContain('it broke');
  });

  test('is none without its first line, and nothing is cut then', () => {
    expect(normaliseFailure(`Something\n${frames}ValueError: it broke`)[0]?.text).toContain('Something');
  });
});
