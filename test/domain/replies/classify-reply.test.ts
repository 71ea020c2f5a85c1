import { describe, expect, it } from 'vitest';
import { classify, classifyReply } from '../../../source/domain/replies/classify-reply.ts';

describe('classify', () => {
  it.each([
    ['550 5.7.30 Message was not signed with DKIM as bulk mail must pass DKIM - gsmtp', undefined, 'policy.dkim'],
    ['550 5.7.30 Basic authentication is not supported for Client Submission.', undefined, 'auth.basic_auth_retired'],
    ['550 5.1.10 Recipient not found [x.prod.outlook.com]', undefined, 'rcpt.unknown'],
    ['556 5.1.10 Recipient address has a null MX', undefined, 'rcpt.domain'],
    ['534 5.7.9 Application-specific password required - gsmtp', undefined, 'auth.app_password_required'],
    [
      '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes',
      undefined,
      'rep.content',
    ],
    ['552 5.2.2 Mailbox full', undefined, 'rcpt.full'],
    [
      '554 5.2.2 mailbox full; SubmissionQuotaExceededException; submission quota was exceeded',
      undefined,
      'rate.daily',
    ],
    ['550 5.7.27 refused', 'smtp-relay.gmail.com', 'policy.spf'],
    ['550 5.7.27 refused', 'mail.example.com', 'sender.domain_dns'],
  ] as const)('decides a code with two meanings by host and words: %s', (text, host, expected) => {
    expect(classify(text, host === undefined ? {} : { host }).class).toBe(expected);
  });

  it('keeps "Error without exception" open until the recipients were looked at', () => {
    expect(
      classify('Error without exception. Probably due to sending an email without computed recipients.'),
    ).toMatchObject({
      class: 'odoo.no_computed_recipient',
      cause: 'stuck',
      owner: 'odoo',
      retry: 'fix',
    });
  });

  it.each([
    // Sendmail 8.17 with Debian's delay_checks refuses the sender at the recipient.
    [
      "SMTPRecipientsRefused: {'box@example.com': (553, b'5.5.4 <box@example.com>... Domain name required for sender address odoo')}",
      'sender.bad_address',
    ],
    ["SMTPSenderRefused: (517, b'Syntax error.', 'odoo')", 'sender.bad_address'],
    ["SMTPRecipientsRefused: {'box': (513, b'Syntax error.')}", 'rcpt.syntax'],
    ["SMTPDataError: (554, b'5.6.1 NUL byte not allowed')", 'policy.rfc5322'],
    [
      `SMTPRecipientsRefused: {'box': (501, b'Invalid RCPT TO address <box>: Invalid RFC-5321 address at position 4: expected "@"')}`,
      'rcpt.syntax',
    ],
    ["SMTPRecipientsRefused: {'box': (501, b'could not parse recipient')}", 'rcpt.syntax'],
    ["SMTPRecipientsRefused: {'a@x.com': (550, b'I cannot deliver mail for <a@x.com>')}", 'relay.denied'],
    ["SMTPSenderRefused: (534, b'SIZE=Message too big.', 'odoo@example.com')", 'size.message'],
    ["SMTPSenderRefused: (535, b'Authentication required.', 'odoo@example.com')", 'auth.required'],
  ])(
    'goes by what Sendmail, Courier, Haraka and qpsmtpd say, not by a code that means something else: %s',
    (text, expected) => {
      expect(classify(text).class).toBe(expected);
    },
  );

  it('lets the recipient whose refusal can be mended speak for the mail', () => {
    const result = classify(
      "SMTPRecipientsRefused: {'a@b.example': (550, b'5.1.1 User unknown'), 'c@d.example': (554, b'5.7.1 Relay access denied')}",
    );
    expect(result.class).toBe('relay.denied');
    expect(result.reply.recipients).toEqual(['a@b.example', 'c@d.example']);
  });

  it.each([
    ['what can be mended before what heals', "554, b'5.7.1 Relay access denied'", "450, b'4.2.0 Greylisted'", 'fix'],
    ['what heals before what never will', "450, b'4.2.0 Greylisted'", "550, b'5.1.1 User unknown'", 'later'],
    ['what can be mended before what never heals', "554, b'qwertz'", "550, b'5.1.1 User unknown'", 'fix'],
  ])('of two refused recipients lets speak %s', (_, one, other, retry) => {
    expect(classify(`SMTPRecipientsRefused: {'a@b.example': (${one}), 'c@d.example': (${other})}`).retry).toBe(retry);
    expect(classify(`SMTPRecipientsRefused: {'a@b.example': (${other}), 'c@d.example': (${one})}`).retry).toBe(retry);
  });

  it.each([
    ["(554, b'Pipe command reported error 77')", 'auth.bad_credentials', 'fix'],
    ["(451, b'Pipe command reported error 68')", 'net.dns_not_found', 'fix'],
    ["(554, b'Pipe command reported error 65')", 'policy.refused', 'fix'],
    ["(451, b'Pipe command reported error 69')", 'rate_or_maintenance', 'later'],
    ["(451, b'Pipe command reported error 75')", 'rate_or_maintenance', 'later'],
    ["(554, b'Pipe command reported error 76')", 'rate_or_maintenance', 'fix'],
    ["(554, b'Pipe command reported error 127')", 'rate_or_maintenance', 'fix'],
    ["(554, b'Pipe command failed to execute')", 'rate_or_maintenance', 'fix'],
  ])('goes by the exit code that msmtpd tells, and leaves the work to its host: %s', (told, expected, retry) => {
    expect(classify(`SMTPDataError: ${told}`)).toMatchObject({ class: expected, retry, owner: 'host' });
  });

  it('never says never where the server said later', () => {
    expect(classify('450 4.1.1 <x@y.example>: Recipient address rejected: User unknown').retry).toBe('later');
    expect(classify('550 5.1.1 <x@y.example>: Recipient address rejected: User unknown').retry).toBe('never');
  });

  it('calls words it does not know unknown, and trusts a temporary code to heal', () => {
    expect(classify('451 qwertz')).toMatchObject({ class: 'unknown', cause: null, retry: 'later', rule: null });
    expect(classify('554 qwertz')).toMatchObject({ class: 'unknown', cause: null, retry: 'fix', rule: null });
  });

  it("names the provider's own switch in the advice", () => {
    expect(classify('535 5.7.8 Username and Password not accepted - gsmtp').advice).toContain(
      'myaccount.google.com/apppasswords',
    );
    expect(classify('535 Authentication failed', { host: 'smtp.sendgrid.net' }).advice).toContain('apikey');
  });

  it('reads how long the server asks to wait', () => {
    expect(classify('451 4.7.1 Greylisted, try again in 300 seconds').retryAfterMs).toBe(300_000);
    expect(classify('451 4.7.1 Greylisting in action').retryAfterMs).toBe(900_000);
    expect(classify('550 5.1.1 User unknown').retryAfterMs).toBeNull();
  });

  it('knows when an allowance comes back', () => {
    expect(classify('550 5.4.5 Daily user sending limit exceeded. - gsmtp').quotaReset).toEqual({
      kind: 'sliding',
      windowMs: 86_400_000,
    });
    expect(classify('451 Maximum credits exceeded', { host: 'smtp.sendgrid.net' }).quotaReset).toEqual({
      kind: 'daily',
      utc: '00:00',
    });
    expect(classify('550 5.1.1 User unknown').quotaReset).toBeNull();
  });

  it('does not read the words of an address', () => {
    expect(classify('550 5.1.1 <spam@unknown.example>: Recipient address rejected: User unknown').class).toBe(
      'rcpt.unknown',
    );
  });
});

describe('classifyReply', () => {
  it('takes code and stage of a live session as they are', () => {
    expect(
      classifyReply({
        code: 550,
        enhanced: '5.7.60',
        text: 'SMTP; Client does not have permissions to send as this sender',
        stage: 'mail',
      }),
    ).toMatchObject({ class: 'sender.not_allowed', reply: { code: 550, enhanced: '5.7.60', stage: 'mail' } });
  });

  it('tells a refused sender from a refused recipient by the stage', () => {
    const reply = { code: 550, text: '5.7.1 Access denied' };
    expect(classifyReply({ ...reply, stage: 'mail' }).class).toBe('sender.not_allowed');
    expect(classifyReply({ ...reply, stage: 'data' }).class).toBe('policy.refused');
  });
});
