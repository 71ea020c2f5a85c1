import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const seen = 'what the unfamiliar replies of public help desks and logs have in common';

/**
 * For wordings that nobody listed: what is spoken of, and that it was refused. Asked after every known wording and
 * every telling code, and only where a server spoke.
 */
export const looseWordRules = (): readonly ReplyRule[] => [
  {
    id: 'loose-sender-domain',
    when: {
      text: phrases`
        (?:sender|from|return[- ]path|reverse[- ]path|envelope)\b.{0,60}\bdomain\b.{0,60}(?:resolv|exist|valid|found|dns|\bmx\b)
        (?:valid|existing|resolvable) (?:sender|from|envelope)\S{0,8} domain
        from: ?domain
      `,
    },
    class: 'sender.domain_dns',
    source: seen,
    sample: '451 From:domain must resolve',
  },
  {
    id: 'loose-limit',
    when: {
      reply: 'temporary',
      text: phrases`
        too (?:many|much|fast|often|frequent)
        \blimit(?:s|ed|ing)?\b
        \brate\b
        quota
      `,
    },
    class: 'rate.burst',
    source: seen,
    sample: '450 Sending rate of this relay is above what we take',
  },
  {
    id: 'loose-content',
    when: {
      reply: 'permanent',
      stage: ['data'],
      text: phrases`
        reject
        refus
        prohibit
        \bblocked
        not accept
        violation
        \bpolicy
        forbidden
      `,
    },
    class: 'rep.content',
    source: seen,
    sample: "SMTPDataError: (550, b'Rejected by rule 71')",
  },
  {
    id: 'loose-host',
    when: {
      reply: 'permanent',
      text: phrases`
        \b(?:ip|ips|host|client|server|network|connections?|netblock|subnet|mta)\b.{0,80}\b(?:block|blocked|blocking|reject|rejected|refused|denied|banned|barred|unwelcome|prohibited|not (?:allowed|accepted|permitted|welcome)|no longer accept|invalid)
        (?:\bblock|blocked|reject|refuse|den(?:y|ied)|banned|no access|not accept|no longer accept|invalid|bad)\S{0,6}\b.{0,60}\b(?:ip|host|client|server|network|connections?|netblock|subnet|mta)\b
        \b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b.{0,30}\b(?:blocked|rejected|refused|denied|banned|not allowed)
      `,
    },
    class: 'rep.blocklist',
    source: seen,
    sample: '550 Sorry, no access for this ip',
  },
  {
    id: 'loose-sender',
    when: {
      reply: 'permanent',
      text: phrases`
        \b(?:sender|from address|mail from|return[- ]path|envelope from|reverse[- ]path)\b.{0,60}\b(?:reject|rejected|refused|denied|blocked|disallowed|fake|forged|unauthori[sz]ed|not (?:allowed|accepted|permitted|authori[sz]ed))
        (?:fake|forged|unauthori[sz]ed|disallowed|rejected|refused|denied) (?:sender|from address|mail from|return[- ]path)
        \b(?:user|account) (?:does not|doesn't) have permission
      `,
    },
    class: 'sender.not_allowed',
    source: seen,
    sample: '553 Requested mail action not taken: Fake sender',
  },
  {
    id: 'loose-recipient',
    when: {
      reply: 'permanent',
      text: phrases`
        \b(?:user|users|recipients?|mail ?box|accounts?|address|addressee|inbox|rcpt|destination|alias|person)\b.{0,60}\b(?:not|no|don't|doesn't|isn't|cannot|can't|unknown|invalid|unavailable|nonexistent|missing|reject|rejected|refused|denied|wrong|bad|incorrect|unrecogni[sz]ed|failed)\b
        \b(?:not|no|don't|doesn't|isn't|cannot|can't|unknown|invalid|unavailable|nonexistent|missing|reject|rejected|refused|denied|wrong|bad|incorrect|unrecogni[sz]ed)\b.{0,60}\b(?:user|users|recipients?|mail ?box|accounts?|address|addressee|inbox|rcpt|destination|alias|person)\b
      `,
    },
    class: 'rcpt.unknown',
    source: seen,
    sample: "550 local server don't exists that user",
  },
  {
    id: 'loose-message',
    when: {
      reply: 'permanent',
      text: phrases`
        \b(?:message|mail|e-?mail|content|attachment|body|subject)\b.{0,40}\b(?:reject|rejected|refused|denied|blocked|prohibited|not (?:accepted|allowed|permitted|wanted)|forbidden|unwanted|discarded|dropped)
        \b(?:reject|rejected|rejecting|refused|refusing|denied|blocked|prohibited|forbidden|unwanted) .{0,20}\b(?:message|mail|e-?mail|content|attachment|body|subject)\b
      `,
    },
    class: 'rep.content',
    source: seen,
    sample: '550 Mail rejected',
  },
  {
    id: 'loose-domain',
    when: { reply: 'permanent', text: phrases`^\S{1,120}\.[a-z0-9-]{2,63} (?:does not|doesn't) exist` },
    class: 'rcpt.domain',
    source: seen,
    sample: '553 mail.example.net does not exist',
  },
  {
    id: 'loose-temporary',
    when: {
      reply: 'temporary',
      text: phrases`
        temporar
        \blater\b
        \bagain\b
        \bdefer
        \bbusy\b
        \bretry
        timed? ?out
        interrupted
        unavailable
        overload
        exception
        trouble
      `,
    },
    class: 'rate_or_maintenance',
    source: seen,
    sample: '450 4.7.0 Deferred for now',
  },
];
