import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const seen = 'quoted in public bounce catalogues';

/** What receivers demand of the sending domain and its server, in everybody's words. */
export const authenticationRules = (): readonly ReplyRule[] => [
  {
    id: 'policy-spf-or-dkim',
    when: {
      text: phrases`
        (?:either|both|neither|no|without|missing|lacks?|fail(?:s|ed|ing)?|pass) (?:valid )?(?:spf (?:or|and|nor|&|/) dkim|dkim (?:or|and|nor|&|/) spf)
        (?:spf|dkim) (?:and|or|nor) (?:spf|dkim) (?:checks? |authentication )?(?:fail|is required|are required|missing)
        (?:sender|message|mail|e-?mail)(?: is| was)? (?:unauthenticated|not authenticated) (?:and|by|with|using)
        unauthenticated (?:e-?mail|mail|message|sender)
      `,
    },
    class: 'policy.unauthenticated',
    source: `RFC 7372, x.7.26; ${seen}`,
    sample: '550 5.7.26 Unauthenticated email from example.com: neither SPF nor DKIM',
  },
  {
    id: 'policy-dmarc-missing',
    when: {
      text: phrases`
        (?:missing|without|has no|have no|lacks?|no valid|does not (?:have|publish)|doesn't (?:have|publish)) (?:a )?(?:valid )?dmarc
        dmarc (?:record|policy) (?:is )?(?:missing|not found|required)
      `,
    },
    class: 'policy.dmarc_missing',
    source: seen,
    sample: '550 5.7.1 Sender domain has no DMARC record',
  },
  {
    id: 'policy-dmarc',
    when: {
      text: phrases`
        \bdmarc\b
        's dmarc\b
        dmarcrejection
      `,
    },
    class: 'policy.dmarc',
    source: `RFC 9989; Apple, mail.ru, Zoho wording; ${seen}`,
    sample: '550 5.7.1 Email rejected per DMARC policy for example.com',
  },
  {
    id: 'policy-alignment',
    when: {
      text: phrases`
        mail from .{0,20}mismatch.{0,30}header
        (?:is|are|was) (?:not|n't) aligned
        (?:spf|dkim|identifier|domain) alignment
        alignment (?:fail|check)
      `,
    },
    class: 'policy.alignment',
    source: seen,
    sample: '550 5.7.1 DKIM alignment failed for example.com',
  },
  {
    id: 'policy-dkim',
    when: {
      text: phrases`
        \bdkim\b
        domainkeys
        \badsp\b
        missing (?:dk|dkim) signature
      `,
    },
    class: 'policy.dkim',
    source: `RFC 7372, x.7.20–22; ${seen}`,
    sample: '550 5.7.20 No passing DKIM signature found',
  },
  {
    id: 'policy-spf',
    when: {
      text: phrases`
        \bspf\b
        spfcheck
        sender policy framework
        openspf\.
        (?:ip|host|server|client)\S{0,24} .{0,60}(?:not (?:allowed|authori[sz]ed|permitted|designated)) (?:to send|by|as|for).{0,40}(?:domain|from|sender)
        not a (?:permitted|designated|authori[sz]ed) sender
        purported responsible
      `,
    },
    class: 'policy.spf',
    source: `RFC 7372, x.7.23–24; ${seen}`,
    sample: '550 5.7.1 SPF unauthorized mail is prohibited. Please see http://www.openspf.org/',
  },
  {
    id: 'policy-dynamic-ip',
    when: {
      text: phrases`
        dynamic(?:ally)?[- ](?:assigned\b|allocated\b|ip|pool|address|host|range)
        dial-?up
        residential
        dynamic ips?
        use (?:the |your )?(?:smtp |mail )?(?:server|relay) of your (?:isp|provider|internet)
        your (?:isp|provider)'s (?:smtp|mail|outgoing) (?:server|relay)
        generic (?:dns|ptr|rdns|hostname|reverse)
        from (?:a )?(?:dynamic|home|dsl|cable)\b
        \bpbl\b(?!\.\S)
      `,
    },
    class: 'rep.dynamic_ip',
    source: `mail.ru and AOL wording; ${seen}`,
    sample: '550 5.7.0 <x@example.jp>... Please use the smtp server of your ISP.',
  },
  {
    id: 'policy-ptr',
    when: {
      text: phrases`
        reverse[- ]?(?:dns|hostname|lookup|resolution|name|record|mapping|address|ip)
        \brdns\b
        \bfcrdns\b
        \bptr\b
        hostname specified in the pointer
        cannot find your (?:reverse )?host ?name
        \bname lookup failed
        cannot resolve your
        unresolvable (?:relay )?(?:host|ip|client)
        no (?:dns|host ?name|name) (?:entry |record |found )?for (?:your |ip )
        (?:host ?name|hostname|client name|ip).{0,30}(?:does not|doesn't|not) (?:resolve|match|reverse)
        mismatches client ip
        unverifyable sending ip
        forward-?confirmed
        client host rejected: (?:may not|cannot)
      `,
    },
    class: 'policy.ptr',
    source: `RFC 7372, x.7.25; Postfix reject_unknown_client_hostname; ${seen}`,
    sample: '450 4.7.25 Client host rejected: cannot find your hostname, [203.0.113.5]',
  },
  {
    id: 'policy-helo',
    when: {
      text: phrases`
        \b(?:helo|ehlo|helo/ehlo|ehlo/helo)(?: command| name| argument| host| string)?(?: .{0,60})?(?:reject|invalid|refused|denied|bad|requires|fully|required|malformed|mismatch|not (?:accepted|valid|allowed)|does not|syntax|forged|error)
        (?:invalid|bad|forged|wrong|empty|illegal|unresolvable|unacceptable|access denied, bad|malformed|syntactically invalid) (?:helo|ehlo|hello)
        my name was rejected
        hello (?:argument|name)
        helo (?:refused|denied)
      `,
    },
    class: 'policy.helo',
    source: 'Postfix reject_invalid_helo_hostname; Exim helo_verify; learn.microsoft.com 5.7.506',
    sample: '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname',
  },
  {
    id: 'policy-rfc5322',
    when: {
      text: phrases`
        mime.{0,3}(?:error|reject)
        invalid data in message
        without \S{1,20} fields? are not accepted
        invalid (?:mime|structure)
        (?<!valid )rfc ?-?(?:5322|2822|822|5321|2821)\b.{0,60}(?:compl|violat|header|message|\bformat)
        not rfc[- ]?\S{0,6} ?compliant
        (?:missing|no|invalid|duplicate|multiple|malformed|bad|illegal|empty|too many) .{0,24}(?:from|date|message-id|to|subject|sender)?:? ?headers?\b
        messages? missing a valid
        multiple addresses in (?:the )?from
        header error
        (?:bare|stray) (?:lf|cr|line ?feed)
        \bnull? (?:byte|character)
        (?:mail )?message is malformed
        malformed (?:message|mime|header|e-?mail)
        blank from
        lines? (?:too|longer than)
        line (?:length|limit)
        8-?bit (?:data|characters) in header
        missing required header
        headers? (?:are|is) (?:not|missing|malformed)
        encoded-word syntax
        non-?ascii characters? in (?:the )?header
        disallowed header
      `,
    },
    class: 'policy.rfc5322',
    source: `RFC 5322 §3.6; ${seen}`,
    sample: '550 5.7.1 This message is not RFC 5322 compliant because it has duplicate headers.',
  },
  {
    id: 'grey-listed',
    when: {
      text: phrases`
        verification in progress
        unverified (?:recipient )?address
        gr[ae]y-?list
        gr[ae]y ?list
        (?:try|retry|come back|wait)(?: it)?(?: again)?(?: after| in)? (?:about |at least )?\d{1,6} ?(?:s|sec|min|hour)
        you are unknown to
        first (?:time|contact).{0,40}(?:try|later|sender)
        postgrey
        temporarily (?:deferred|rejected|blocked) ?[-,:;]? ?(?:please )?(?:try|retry)
        recipient temporarily unavailable, please try
        sender (?:is )?not yet (?:trusted|known)
        triplet
      `,
      reply: 'temporary',
    },
    class: 'grey.listed',
    source: `RFC 6647; postgrey and rspamd wording; ${seen}`,
    sample:
      '450 4.2.0 <a@example.com>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.com.html',
  },
];
