import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

/**
 * msmtpd tells no more of what the provider said than msmtp's exit code (sysexits.h), at the end of DATA and for all
 * recipients of the mail; its own reply code says little: a login that failed for now is 554 like a wrong password.
 */
export const msmtpdRules = (): readonly ReplyRule[] => [
  {
    id: 'msmtpd-login',
    when: { text: phrases`^pipe command reported error 77\b` },
    class: 'auth.bad_credentials',
    owner: 'host',
    advice:
      'msmtp, to which the local relay (msmtpd) hands the mail, could not log in at the provider: a wrong password, or a login that failed for now, which it does not tell apart. Read the provider’s reply in msmtp’s log (logfile in msmtprc) and mend user and password there; nothing is wrong in Odoo’s settings.',
    source: 'msmtp src/smtp.c: EX_NOPERM for every refused AUTH, 454 as well',
    sample: "SMTPDataError: (554, b'Pipe command reported error 77')",
  },
  {
    id: 'msmtpd-name',
    when: { text: phrases`^pipe command reported error 68\b` },
    class: 'net.dns_not_found',
    owner: 'host',
    advice:
      'msmtp, to which the local relay (msmtpd) hands the mail, found no address for the provider’s name. Correct host in msmtprc, or the DNS of that machine; nothing is wrong in Odoo’s settings.',
    source: 'msmtp src/net.c: EX_NOHOST',
    sample: "SMTPDataError: (451, b'Pipe command reported error 68')",
  },
  {
    id: 'msmtpd-refused',
    when: { text: phrases`^pipe command reported error 65\b` },
    class: 'policy.refused',
    owner: 'host',
    advice:
      'The provider behind the local relay (msmtpd) refused the sender, one of the recipients or the mail, and then nobody was sent it. Read whom and why in msmtp’s log (logfile in msmtprc), mend that and retry.',
    source: 'msmtp src/smtp.c: EX_DATAERR where the reply was permanent',
    sample: "SMTPDataError: (554, b'Pipe command reported error 65')",
  },
  {
    id: 'msmtpd-for-now',
    when: { text: phrases`^pipe command reported error (?:69|75)\b` },
    class: 'rate_or_maintenance',
    owner: 'host',
    advice:
      'The provider behind the local relay (msmtpd) did not answer, or refused for now. Neither keeps a queue: retry in half an hour, and where it stays read the provider’s reply in msmtp’s log (logfile in msmtprc).',
    source: 'msmtp src/smtp.c: EX_UNAVAILABLE where the reply was temporary; src/net.c: EX_TEMPFAIL',
    sample: "SMTPDataError: (451, b'Pipe command reported error 69')",
  },
  {
    id: 'msmtpd-command',
    when: { text: phrases`^pipe command (?:reported error \d|failed to execute)` },
    class: 'rate_or_maintenance',
    retry: 'fix',
    owner: 'host',
    advice:
      'The local relay (msmtpd) took the mail, and the command that it hands mail to ended with an error. Read that command’s log (msmtp: logfile in msmtprc) and mend its configuration; nothing is wrong in Odoo’s settings.',
    source: 'msmtp src/msmtpd.c',
    sample: "SMTPDataError: (554, b'Pipe command reported error 78')",
  },
  {
    id: 'msmtpd-order',
    when: { code: [500], text: phrases`^expected (?:mail from|rcpt to|helo|ehlo)\b` },
    class: 'conn.out_of_step',
    source: 'msmtp src/msmtpd.c: it knows neither RSET nor NOOP and hangs up',
    sample: '500 Expected MAIL FROM:<addr> or QUIT',
  },
];
