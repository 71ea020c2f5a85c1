import { describe, expect, it } from 'vitest';
import { normaliseFailure } from '../../../source/domain/replies/normalise.ts';

const wrapped = (exception: string): string =>
  `Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\n${exception}`;

describe('normaliseFailure', () => {
  it('reads code and text on two lines, as Odoo up to 17 stores them', () => {
    expect(normaliseFailure('535\n5.7.8 Error: authentication failed: UGFzc3dvcmQ6')).toEqual([
      {
        code: 535,
        enhanced: '5.7.8',
        stage: 'auth',
        exception: null,
        recipients: [],
        text: 'Error: authentication failed: UGFzc3dvcmQ6',
      },
    ]);
  });

  it('reads bytes on the second line, as Odoo 18 and 19 store them', () => {
    const [parts] = normaliseFailure("535\nb'5.7.8 Error: authentication failed'");
    expect(parts).toMatchObject({ code: 535, enhanced: '5.7.8', text: 'Error: authentication failed' });
  });

  it('reads the tuple of a refused sender and keeps the sender out of the words', () => {
    const [parts] = normaliseFailure(
      wrapped("SMTPSenderRefused: (530, b'5.7.0 Authentication required', 'a@b.example')"),
    );
    expect(parts).toMatchObject({
      code: 530,
      enhanced: '5.7.0',
      stage: 'mail',
      exception: 'SMTPSenderRefused',
      text: 'Authentication required',
    });
  });

  it('keeps the sender out of the words on lines, too', () => {
    const [parts] = normaliseFailure(
      wrapped('SMTPSenderRefused: 530\n5.7.0 Authentication required\nsender@lab.example'),
    );
    expect(parts).toMatchObject({ code: 530, stage: 'mail', text: 'Authentication required' });
  });

  it('reads each refused recipient with its own answer', () => {
    const replies = normaliseFailure(
      wrapped(
        "SMTPRecipientsRefused: {'a@b.example': (550, b'5.1.1 User unknown'), 'c@d.example': (452, b'4.2.2 Full')}",
      ),
    );
    expect(replies.map(({ code, enhanced, recipients, stage }) => ({ code, enhanced, recipients, stage }))).toEqual([
      { code: 550, enhanced: '5.1.1', recipients: ['a@b.example'], stage: 'rcpt' },
      { code: 452, enhanced: '4.2.2', recipients: ['c@d.example'], stage: 'rcpt' },
    ]);
  });

  it('reads a wrapper in any language by the exception class', () => {
    const [parts] = normaliseFailure(
      "\u00c9chec de l'envoi\nL'envoi a \u00e9chou\u00e9 via le serveur \u00ab None \u00bb.\nSMTPDataError: (552, b'5.3.4 Too big')",
    );
    expect(parts).toMatchObject({ code: 552, enhanced: '5.3.4', stage: 'data', text: 'Too big' });
  });

  it('undoes Python escapes, UTF-8 bytes included', () => {
    const [parts] = normaliseFailure("550\nb'Bo\\xc3\\xaete pleine\\nd\\'apr\\xc3\\xa8s nous'");
    expect(parts?.text).toBe("Bo\u00eete pleine d'apr\u00e8s nous");
  });

  it('reads line ends that were written out', () => {
    expect(normaliseFailure('111\\nConnection refused')[0]?.text).toBe('111 Connection refused');
  });

  it('joins the lines of a multi-line reply without the codes that each repeats', () => {
    const [parts] = normaliseFailure(
      '550-5.7.26 This mail has been blocked because\n550-5.7.26 the sender is\n550 5.7.26 unauthenticated.',
    );
    expect(parts).toMatchObject({
      code: 550,
      enhanced: '5.7.26',
      text: 'This mail has been blocked because the sender is unauthenticated.',
    });
  });

  it('reads a doubled code once', () => {
    expect(normaliseFailure('550 550 5.1.1 User unknown')[0]).toMatchObject({
      code: 550,
      enhanced: '5.1.1',
      text: 'User unknown',
    });
  });

  it('finds code and stage in a bounce that quotes another server', () => {
    const [parts] = normaliseFailure(
      'host mx.example.net[192.0.2.1] said: 554 5.7.1 <x@y.example>: Relay access denied (in reply to RCPT TO command)',
    );
    expect(parts).toMatchObject({ code: 554, enhanced: '5.7.1', stage: 'rcpt' });
  });

  it('takes the last line of a traceback', () => {
    const traceback = [
      'Traceback (most recent call last):',
      '  File "/usr/lib/python3/dist-packages/odoo/addons/mail/models/mail_mail.py", line 500, in _send',
      '    res = IrMailServer.send_email(msg)',
      "smtplib.SMTPDataError: (554, b'5.7.1 Message rejected as spam')",
    ].join('\n');
    expect(normaliseFailure(traceback)[0]).toMatchObject({
      code: 554,
      stage: 'data',
      text: 'Message rejected as spam',
    });
  });

  it.each(['Postfix 3.4.5 is fine', 'address 5.9.12.4 is blocked', 'a success: 250 2.1.5 Ok'])(
    'does not read a code into "%s"',
    (text) => {
      expect(normaliseFailure(text)[0]?.code).toBeNull();
    },
  );

  it('reads only the first 16 KB', () => {
    expect(normaliseFailure(`550 5.1.1 ${'x '.repeat(500_000)}`)[0]?.text.length).toBeLessThan(17_000);
  });
});
