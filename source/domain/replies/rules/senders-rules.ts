import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const seen = 'quoted in public bounce catalogues';

/** The sender's address, in everybody's words. */
export const senderRules = (): readonly ReplyRule[] => [
  {
    id: 'sender-bad-address-code',
    when: { enhanced: /^[45]\.1\.7$/ },
    class: 'sender.bad_address',
    source: 'RFC 3463 §3.2, x.1.7',
    sample: '501 5.1.7 Invalid address',
  },
  {
    id: 'sender-empty',
    when: {
      text: phrases`
        (?:null|empty|blank|missing) (?:envelope )?(?:sender|mail from|return[- ]path)s?\b
        (?:sender|mail from|return[- ]path) (?:is |was |address )?(?:null|empty|blank|missing)
      `,
    },
    class: 'sender.bad_address',
    source: 'RFC 5321 §4.5.5; Coremail wording',
    sample: '550 Requested action not taken: NULL sender is not allowed',
  },
  {
    id: 'sender-not-owned',
    when: {
      text: phrases`
        sender(?: e-?mail| address)? (?:is )?not in my domain
        \bspoof
        not owned by(?: the)? (?:auth|user|login|sasl)?
        not logged in as
        (?:sender|from|mail from|envelope from|return[- ]path)(?: e-?mail)?(?: address| domain| user)? .{0,80}(?:(?:not|n't) (?:match|correspond|belong|identical|equal|the same)|(?:must|should|needs? to) (?:match|be (?:the same|identical|equal|your))|differs? from|mismatch).{0,60}
        (?:not|n't) (?:allowed|permitted|authori[sz]ed|entitled) to (?:send|use|relay)(?: e?-?mails?| messages?| mail)? (?:as|from|with|on behalf|using|for (?:this|the) (?:sender|domain|address))
        (?:use|using|send(?:ing)? (?:from|with|as)) (?:this|that|the) (?:sender|from|address|e-?mail)(?: address)? (?:is )?not
        sender address (?:is )?(?:not (?:allowed|permitted|authori[sz]ed|accepted)|rejected: (?:access denied|not allowed|not permitted))
        sender (?:rejected|denied): (?:not|unauthori[sz]ed)
        (?:unauthori[sz]ed|forged|spoofed) (?:sender|from)
        (?:sender|from) (?:spoof|forg)
        invalid sender for (?:this|user)
        \bunallowed sender
        from[: ] ?domain (?:is )?not (?:allowed|permitted|accepted)
        (?:sender|from) (?:address )?(?:is )?not (?:allowed|permitted|authori[sz]ed)
        send(?:ing)? (?:as|from) (?:this|another|a different) (?:address|user|domain)
        no identity changes permitted
        sender (?:and|or) (?:login|auth(?:enticated)?) (?:user )?(?:mismatch|differ)
        login and from
        different email address than you signed
      `,
    },
    class: 'sender.not_allowed',
    source: `Postfix reject_sender_login_mismatch; ${seen}`,
    sample: '553 5.7.1 <info@example.com>: Sender address rejected: not owned by user admin@example.com',
  },
  {
    id: 'sender-domain-dns',
    when: {
      text: phrases`
        sender(?: address)? rejected: (?:domain|malformed dns|undeliverable domain|unrouteable)
        sender address rejected: .{0,60}(?:domain not found|does not exist|no (?:mx|a )|unresolvable)
        (?:domain of )?sender(?:'s)?(?: address| domain| e-?mail)? .{0,120}(?:does not (?:exist|resolve)|doesn't (?:exist|resolve)|not (?:found|exist|resolvable|resolve)|has no (?:a,? |mx|dns|valid)|unresolvable|resolve fail|cannot be (?:resolved|found)|must (?:exist|resolve))
        sender domain (?:resolve fail|not found|is (?:empty|invalid)|must)
        envelope sender domain must exist
        (?:unroutable|unrouteable|unresolvable) sender
        from:? domain is invalid
        (?:can't|cannot|could not|unable to) (?:resolve|verify|find|look ?up) (?:the )?(?:sender|from|mail from|return|domain of sender)(?:'s)?(?: address)? ?(?:domain|host|mx)?
        servers without a valid sender domain
        no (?:mx|valid mx|mail exchanger)(?: record)?s? (?:for|found for) (?:the )?(?:sender|from|envelope)
        domain does not exist:
        sender has no (?:a|mx)
        domain may not exist or dns check failed
        (?:mail )?from domain .{0,40}(?:does not exist|not found|invalid|unresolvable)
        sender domain .{0,60}(?:null mx|no mail)
      `,
    },
    class: 'sender.domain_dns',
    source: `Postfix reject_unknown_sender_domain; Sendmail check_mail; ${seen}`,
    sample: '450 4.1.8 <x@example.jp>: Sender address rejected: Domain not found',
  },
  {
    id: 'sender-bad-address',
    when: {
      text: phrases`
        verify (?:mail ?from|sender) failed
        sender verify (?:failed|fail)
        sender address (?:verification|syntax|is invalid|invalid)
        (?:bad|invalid|malformed|illegal|incorrect|empty|null|blank|unknown) (?:sender|from|return[- ]path|envelope[- ]sender|mail from|reverse-path)(?: address| e-?mail| syntax)?(?!.{0,10}header)
        (?:sender|from|mail from|reverse[- ]path)(?: e-?mail)?(?: address)?:? .{0,120}(?:is not a valid|is invalid|bad syntax|syntax error|malformed|is not (?:a )?(?:fully|rfc))
        empty envelope senders? not
        null sender
        backscatter
        \bbatv\b
        sender address rejected: (?:need fully|undeliverable address|user unknown|unknown|invalid|unverified)
        undeliverable sender
        unknown sender address
        sender address does not
        the sender address \S{1,120} is not a valid
        <> invalid sender
        illegal characters in (?:user|sender|local)
        domain name required for sender
      `,
    },
    class: 'sender.bad_address',
    source: `RFC 5248 x.1.7; Exim sender callouts; Sendmail 8.17 check_mail, said at RCPT TO with delay_checks; ${seen}`,
    sample: '501 Bad sender address syntax',
  },
  {
    id: 'sender-syntax-alone',
    when: { stage: ['mail'], text: phrases`^syntax error\.?$` },
    class: 'sender.bad_address',
    source: 'Courier 1.0 esmtpd, MAIL FROM without a domain: 517 Syntax error.',
    sample: "SMTPSenderRefused: (517, b'Syntax error.', 'odoo')",
  },
  {
    id: 'sender-refused',
    when: {
      text: phrases`
        \bsender(?: address| e-?mail)? (?:is |was )?(?:rejected|refused|denied|blocked)\b(?!.{0,30}(?:bl\b|list))
      `,
    },
    class: 'sender.not_allowed',
    source: `Coremail and Postfix wording; ${seen}`,
    sample: '554 sender is rejected: 0,mx20,wKjR5bDrnoM2yNtEZVAkBg==.32467S2',
  },
  {
    id: 'sender-refused-by-address',
    when: {
      stage: ['mail'],
      text: phrases`
        sender (?:address )?(?:rejected|denied|refused|blocked)
        access denied
        invalid address
      `,
    },
    class: 'sender.not_allowed',
    source: 'Postfix check_sender_access; Sendmail access map',
    sample:
      "Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\nSMTPSenderRefused: (550, b'5.7.1 Access denied', 'a@example.com')",
  },
];
