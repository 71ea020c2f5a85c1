import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

/**
 * Commands that did not fit what was said before in the session (RFC 5321 §4.1.4). A 503 may also want something else of
 * the client than another order: a login or encryption.
 */
export const sessionOrderRules = (): readonly ReplyRule[] => [
  {
    id: 'session-order-by-step',
    when: {
      code: [503],
      stage: ['ehlo', 'mail', 'rcpt', 'data'],
      text: phrases`^(?!.{0,300}(?:authenticat|\bauth (?:is )?required|smtp auth|log ?in\b|logged in|sign in|pop[- ]before|starttls|\btls\b|\bssl\b|encrypt|relay))`,
    },
    class: 'conn.out_of_step',
    source: 'RFC 5321 §4.2.3: 503 bad sequence of commands',
    sample: "SMTPSenderRefused: (503, b'5.5.1 Error: nested MAIL command', 'info@example.com')",
  },
  {
    id: 'session-order',
    when: {
      code: [503],
      text: phrases`
        bad sequence of commands
        (?:commands?|command is) out of (?:sequence|order)
        nested mail command
        multiple mail commands
        sender (?:already|has already been) (?:specified|given|set)
        need (?:mail|rcpt|helo|ehlo|hello)\b
        (?:mail|rcpt)(?: from| to)? command must precede
        send (?:helo|ehlo|hello)
        (?:helo|ehlo|mail|rcpt)(?:/[eh]{2}lo)? first\b
        polite people say
        command not allowed at this point
      `,
    },
    class: 'conn.out_of_step',
    source: 'Postfix smtpd.c, Exim smtp_in.c, OpenSMTPD smtp_session.c, Sendmail srvrsmtp.c',
    sample: '503 5.5.1 Bad sequence of commands',
  },
  {
    id: 'session-too-long',
    when: {
      text: phrases`
        (?:too many|excessive) (?:nonmail|non-mail|syntax|protocol|unrecogni[sz]ed|unknown|unsupported) (?:or \w{1,12} )?(?:commands?|errors?)
      `,
    },
    class: 'conn.out_of_step',
    source: 'Exim smtp_in.c: limits of one session',
    sample: '554 Too many nonmail commands',
  },
];
