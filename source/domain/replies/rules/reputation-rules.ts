import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const seen = 'quoted in public bounce catalogues';

/** Blocklists, reputation and content, in everybody's words. Lists come before recipients: their URLs name both. */
export const blocklistRules = (): readonly ReplyRule[] => [
  {
    id: 'rep-listed-content',
    when: {
      text: phrases`
        (?:url|uri|link|domain in)\b.{0,60}(?:black ?list|listed|block ?list|\[black\])
        \b(?:uribl|surbl)\b
        blacklisted url
        \bdbl\.spamhaus
        spamhaus dbl\b
        sender address .{0,60} blocked using
      `,
    },
    class: 'rep.content',
    source: `uribl.com and surbl.org replies; ${seen}`,
    sample: '550-Blacklisted URL in message. (example.com) in [black]. See http://lookup.uribl.com.',
  },
  {
    id: 'rep-blocklist',
    when: {
      text: phrases`
        \bdenyip\b
        spamhaus
        blocked (?:using|by)\b.{0,80}(?:\.(?:org|net|com|de|jp|info|zap)\b|rbl|bl\b|list|reputation)
        \b(?:dns|rt|attr)?[rd]?n?s?bls?\b(?=[\s.,:;)\]-]|$)
        \brbls?\b
        dnsbl
        \bblack ?-?list(?:ed|s|ing)?\b
        \bblock ?-?list(?:ed|s|ing)?\b
        blacklist
        spamcop
        barracudacentral
        \bsorbs\b
        \babusix\b
        \bcbl\.abuseat
        \bnixspam\b
        manitu\.net
        \bspamrl\.com
        \bivmsip\b
        invaluement
        hostkarma
        junkemailfilter
        truncate\.gbudb
        backscatterer\.org
        uceprotect
        psbl\b
        spamrats
        mailspike
        bad ip list
        realtime block
        real-time block
        support\.proofpoint\.com/dnsbl
        ipcheck\.proofpoint
        listed (?:at|in|by|on) .{0,60}(?:\.org|\.net|\.com|list|bl\b)
      `,
    },
    class: 'rep.blocklist',
    source: `Postfix reject_rbl_client: "blocked using"; spamhaus.org; ${seen}`,
    sample:
      '554 5.7.1 Service unavailable; Client host [203.0.113.5] blocked using b.barracudacentral.org; http://www.barracudanetworks.com/reputation/?pr=1&ip=203.0.113.5',
  },
  {
    id: 'rep-domain',
    when: {
      text: phrases`
        (?:poor|bad|low|negative|insufficient) (?:sending |email )?(?:domain reputation|reputation of (?:a |the |your )?(?:sending |sender )?domain)
        domain(?:'s)? (?:has )?(?:a )?(?:poor|bad|low|no) reputation
        ip/domain reputation
      `,
    },
    class: 'rep.ip_or_domain',
    source: seen,
    sample:
      '554 Your access to this mail system has been rejected due to poor reputation of a domain used in message transfer',
  },
  {
    id: 'rep-ip',
    when: {
      text: phrases`
        (?:poor|bad|low|negative|insufficient|suspicious) (?:ip |sender |sending |email |mta |server )?reputation
        reputation (?:of|for) (?:the |your )?(?:sending )?(?:ip|server|host|mta|client)
        senderbase
        senderscore
        talosintelligence
        (?:mta's|ip(?:'s)?(?: address)?|sender|server|host) (?:has )?(?:a )?(?:poor|bad|low) reputation
        cloudmark
        ip reputation
        reputation (?:too low|problem|check|score|filter)
        (?:sender|ip|host|server|domain) reputation\b
        \bcsi\b
      `,
    },
    class: 'rep.ip',
    source: `Cisco, Cloudmark and Barracuda wording; ${seen}`,
    sample:
      "554-mx.example.com Your access to this mail system has been rejected due to the sending MTA's poor reputation. If you believe that this failure is in error, please contact the intended recipient",
  },
  {
    id: 'rep-blocked-host',
    when: {
      text: phrases`
        mail server at \S{1,60} is blocked
        ip or e-?mail address blocked
        (?:your |this |sending |client |source |remote |the )?(?:ip(?: address)?|ip-address|host|server|network|mta|mail server|connection|client)\b(?: \S{1,60}| \[\S{1,60}\])? (?:is |was |has been |are |been )?(?:temporarily |currently |permanently )?(?:blocked|banned|barred|refused|denied access|not (?:allowed|permitted|welcome) to (?:connect|send))
        (?:blocked|banned|refused|rejected|denied) (?:your |sending |source |client |for )?(?:ip\b|ip address|host\b|network)
        mail from \S{1,60} (?:is |was )?(?:currently |temporarily )?(?:rejected|refused|blocked|denied)\b
        messages? from \S{1,60} (?:were|was|weren't|has been) (?:blocked|sent)
        you are not allowed to connect
        no access from mail ?server
        not currently accepting mail from your ip
        connections? (?:from|will not be accepted|not accepted) .{0,60}(?:reject|block|refus|denied|not accepted)
        access from ip address .{0,60}blocked
        client host rejected
        \bblocked by \S{1,60}$
        blocked - see
        \[bl\d\d\]
        no access for this (?:ip|host|domain)
        not accepting connections
        go away
        access to submit messages to this e-mail system has been rejected
        client address \S{1,60} blocked
        geographical
      `,
    },
    class: 'rep.blocklist',
    source: `local access lists; mail.ru, EarthLink, Comcast wording; ${seen}`,
    sample: '550 Access from ip address 192.0.2.4 blocked. Visit http://win.mail.ru/cgi-bin/support_bl?ip=192.0.2.4',
  },
];

/** Words that only a filter says. Addresses are out of the words, and URLs do not count. */
export const filterRules = (): readonly ReplyRule[] => [
  {
    id: 'rep-policy-refusal',
    when: {
      text: phrases`
        ^(?!.{0,80}(?:recipient|sender|relay)).{0,100}\b(?:rejected|refused|denied|blocked|forbidden|not (?:delivered|accepted)) (?:for|due to|because of|by) .{0,30}polic(?:y|ies)\b
      `,
    },
    class: 'rep.content',
    source: seen,
    sample: 'Your e-mail was rejected for policy reasons on this gateway',
  },
  {
    id: 'rep-for-its-content',
    when: {
      text: phrases`
        (?:blocked|rejected|refused|denied|bounced|not delivered|discarded|quarantined) (?:because of|because|due to|for) (?:(?:of )?(?:its|the|your|their) (?:\w{1,20} )?content|(?:\w{1,20} )?spam\b)
        \bspam classification\b
        (?:identified|classified|detected|flagged|marked|recogni[sz]ed|considered|tagged|treated) as (?:\w{1,20}[- ]){0,3}(?:spam|junk|virus)\b
        (?:mails?|messages?) with (?:an? )?attachments?
        attachments? (?:are|is) not (?:allowed|accepted|permitted)
      `,
    },
    class: 'rep.content',
    source: seen,
    sample: 'This message was blocked because its content presents a potential security issue',
  },
  {
    id: 'rep-filter',
    when: {
      reply: 'permanent',
      text: phrases`
        (?<![/.\w-])spam(?!haus|cop|rl|rats)
        (?<![/.\w-])virus(?:es)?\b
        \bmalware\b
        \bphishing\b
        unsolicited bulk
        \bspamassassin\b
      `,
    },
    class: 'rep.content',
    source: seen,
    sample: '554 5.7.1 Email cannot be delivered. Reason: Email flagged as Spam.',
  },
];

/** Words about the message itself come after the recipient: "spam" also stands in policies and URLs. */
export const contentRules = (): readonly ReplyRule[] => [
  {
    id: 'rep-content',
    when: {
      text: phrases`
        mail data refused
        bulk ?mail
        as bulk\b
        \bhtml\b
        \b(?:url|phone number|word|keyword)s?\b.{0,40}\b(?:filter|block|reject|banned)
        rejected by dcc
        (?:invalid|inappropriate|offensive|objectionable|bad) (?:message |mail |e-?mail )?(?:content|body)
        \bspam(?:my|ming|mer)?\b
        spam-like
        spamassassin
        \bub[em]\b
        unsolicited
        \bjunk ?-?mail
        \bvirus
        malware
        phish
        infected
        (?:content|message|mail|attachment|file)\S{0,24} .{0,40}(?:content (?:denied|reject)|filter(?:ed|ing)|banned|prohibited|forbidden|not allowed|unacceptable)
        content (?:policy|filter|reject|denied|restriction|examination)
        rejecting (?:banned|mail) content
        (?:banned|prohibited|forbidden|blocked|dangerous|executable) (?:content|attachment|file|extension)
        illegal attachment
        attachment (?:type|extension)
        bulk (?:e-?mail|mail|advertising)
        scor(?:e|ing)\b.{0,40}(?:over|exceed|high|above)
        security polic(?:y|ies)
        (?:local|site|our|company) policy
        policy (?:reasons|violation|restriction|reject)
        message (?:refused|blocked|denied|filtered)
        aup\b
        suspicious (?:content|message|link|attachment)
        potential security
        recurrent pattern
        heuristic
        reject(?:ed)?,? id=
        content[- ]rejected
        content rejected
        message not allowed
      `,
      reply: 'permanent',
    },
    class: 'rep.content',
    source: `SpamAssassin, amavis, Cyren and Proofpoint wording; ${seen}`,
    sample: '554 5.7.1 Message rejected as spam by Content Filtering.',
  },
  {
    id: 'rep-content-temporary',
    when: {
      text: phrases`
        \bspam(?:my|ming|mer)?\b
        unsolicited
        \bvirus
        nature of the content
        suspicious
      `,
      reply: 'temporary',
    },
    class: 'rate.reputation',
    source: seen,
    sample: '451 Your message was temporarily rejected as possible spam',
  },
];
