import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const seen = 'quoted in public bounce catalogues';

/** A full mailbox, where the words leave no doubt: asked before the sender's own limits, which also speak of quotas. */
export const fullMailboxRules = (): readonly ReplyRule[] => [
  {
    id: 'rcpt-mailbox-full',
    when: {
      text: phrases`
        exhausted (?:the |its |their )?(?:allowed )?(?:storage|quota|space)
        quota exceeds? the
        storage allocation.{0,10}quota exceeded
        mailbox limit exe?cee?ded
        mailbox limit exeeded
        \bover ?quota\b
        (?:mail ?box|inbox|maildir|mailfolder|mailbox quota)\S{0,4} (?:is |was |has |would )?(?:be )?(?:almost |currently |temporarily )?(?:full|exceed|over|out of)
        (?:disk|disc|mailbox|storage|user'?s?|recipient'?s?) quota (?:has been |is |was |usage )?(?:exceeded|full|reached)
        exceed(?:s|ed|ing)? (?:their|its|his|mailbox|disk|storage|user) ?(?:mailbox |disk |storage |mail )?(?:quota|space)
        mailbox size limit
        (?:over|exceed)\S{0,3} .{0,40}mail ?box (?:size|quota|limit|storage)
        mail quota exceeded
        too many messages (?:on|in) (?:the )?(?:server|mailbox)
        not have enough space
        out of storage
        hat zu ?viele (?:e-?)?mails
        exceeded (?:the )?storage allocation for
        \bquotaexceeded
        not enough (?:storage )?space
        over (?:its |the |their )?(?:disk|storage|allowed|mailbox) quota
        full mailbox
      `,
    },
    class: 'rcpt.full',
    source: `RFC 3463 x.2.2; ${seen}`,
    sample: '552 5.2.2 The email account that you tried to reach is over quota.',
  },
];

/** The recipient's address and mailbox, in everybody's words. */
export const recipientRules = (): readonly ReplyRule[] => [
  {
    id: 'rcpt-restricted',
    when: {
      text: phrases`
        rejected by destination domain
        recipient address rejected for policy
        (?:mail ?box|user|recipient|account|address)\S{0,24}(?: \S{1,80})? is restricted
        (?:user|recipient) (?:has )?refused to receive
        policy rejection on the target
        block-send-?er
        block-rcpt
        (?:recipient|user|mailbox|address|group|list)(?: address)?\S{0,24} .{0,40}(?:only accepts?|does not accept|not accepting|restricts?|requires).{0,40}(?:from|internal|members|outside|external|authenticated|senders?|unknown)
        (?:only|not) (?:authori[sz]ed|allowed|permitted) (?:senders|to (?:post|send (?:mail |e-?mails? |messages )?to))
        refused due to recipient preferences
        recipient (?:preferences|has blocked|blocked|refuses|does not want)
        blocked by (?:the )?(?:recipient|user)
        members? only
        rule imposed mailbox access
        delivery (?:not authori[sz]ed|restricted)
        not (?:on|in) (?:the |recipient's )?(?:allow|white|accept|bypass|safe)[- ]?list
        blacklisted by recipient
        mailbox access for
        restricted by policy
        no thank you rejected
        refuses? to (?:receive|accept)
        not accept(?:ing)? (?:any )?(?:e-?mails?|mail|messages?) from (?:this sender|you\b|your (?:address|domain))
      `,
    },
    class: 'rcpt.restricted',
    source: `learn.microsoft.com 5.7.12x–13x; ${seen}`,
    sample: '550 5.1.1 RCP-P2 Refused due to recipient preferences',
  },
  {
    id: 'rcpt-full',
    when: {
      text: phrases`
        (?:mail ?box|mailfolder|maildir|inbox|account|user|recipient|mail file|folder|disk|storage|space|messages?|\bbox)\S{0,24}\)? .{0,40}(?:is |was |has been |are )?(?:over ?(?:the |its |their |his )?(?:allowed |disk )?quota|overquota|\bfull\b|exceed(?:s|ed|ing)? .{0,30}(?:quota|storage|space|limit|allowed size|size)|out of (?:storage|space|disk)|over (?:disk |storage )?(?:limit|quota)|used up|not enough)
        over ?quota
        quota (?:has been |is |was |would be )?(?:exceeded|full|violation|reached|usage exceeded)
        exceed(?:s|ed|ing)? (?:their |its |his |the |disk |mail(?:box)? ){0,3}quota
        (?:mailbox|inbox|maildir|mail ?box|mailfolder)\S{0,24} (?:is )?full
        full mailbox
        not enough (?:storage )?space
        insufficient (?:disk )?(?:space|storage|quota)
        mailbox size limit
        storage limit
        (?:disk|disc|userdisk) quota
        no (?:more )?(?:space|room) (?:left|for)
        too many messages (?:on|in) (?:the )?(?:server|mailbox)
        mailbox limit exe?ceeded
        speicherplatz
        postfach (?:ist )?voll
        bo.te .{0,20}pleine
        buz.n lleno
        casella piena
      `,
    },
    class: 'rcpt.full',
    source: `RFC 3463 x.2.2; ${seen}`,
    sample: '552 recipient storage full, try again later',
  },
  {
    id: 'rcpt-wrong-or-gone',
    when: {
      text: phrases`
        wrong or no longer valid
        (?:has been replaced by|has moved to|new e-?mail address is)
        (?:check|verify|make sure)(?: if| that| whether)? (?:the |this )?(?:e-?mail |recipient'?s? )?address (?:is|was) (?:correct|valid|right|spelled)
        not our user
      `,
    },
    class: 'rcpt.unknown',
    source: seen,
    sample: '550 This email address is wrong or no longer valid',
  },
  {
    id: 'rcpt-disabled',
    when: {
      text: phrases`
        deactivated due to
        (?:extended|due to|because of|for) inactivity
        \buser hang-?up
        is now disabled
        (?:mail ?box|account|user|recipient|address|mailaddress|alias|customer)\S{0,24}(?: address| account| mailbox)?\S{0,24} (?:that you tried to reach )?.{0,50}(?:is |has been |was |are |currently |temporarily |not )?(?:disabled|inactive|suspended|deactivated|discontinued|frozen|expired|closed|locked|archived|not (?:active|activated|enabled)|administratively|no longer (?:active|in use|accept|valid|available|monitored))
        (?:disabled|inactive|suspended|deactivated|expired|closed|archived|locked) (?:recipient|user|mailbox|account|address)
        disableduser
        account (?:is )?(?:closed|not active|inactive|expired)
        \[suspend\]
        temporarily limited
        suspended\b.{0,30}(?:mailbox|account)
        invalid/inactive user
        recipient suspend
        temporary locked
        mailbox cannot be accessed
      `,
    },
    class: 'rcpt.disabled',
    source: `RFC 3463 x.2.1; ${seen}`,
    sample: '550 5.2.1 The email account that you tried to reach is inactive.',
  },
  {
    id: 'rcpt-domain',
    when: {
      text: phrases`
        unrout(?:e)?able (?:mail )?domain
        reserved by rfc
        dns records for the destination
        mail domain mentioned in
        single label domains? not
        (?:recipient|destination|target)(?:'s)?(?: address| e-?mail)?:? ?.{0,30}(?:has a null mx|null mx|domain (?:not found|does not exist|invalid|unknown|is not reachable|must))
        null mx
        recipient address rejected: (?:domain not found|malformed dns)
        domain (?:may not|does not|doesn't) exist
        (?:no such|unknown|invalid|bad|nonexistent|non-existent|illegal) (?:\S{1,20}/)?(?:destination |recipient )?(?:domain|host)(?! name lookup)(?!.{0,20}sender)
        host(?: or domain)? (?:name )?(?:unknown|not found|lookup (?:failed|did not complete))
        all (?:host address|relevant mx)
        couldn't find any host
        no (?:mx|mail exchanger|route) (?:for|to|record)
        domain \S{0,80} ?(?:is not reachable|not reachable|not found|is a dead|unknown|does not (?:exist|accept))
        host/domain does not accept
        does not accept mail
        domain not found
        no smtp service$
        seem to reject all mails
        (?:not have|have no|has no|without) (?:any |a |valid ){0,2}(?:mail exchanger|mx\b)
        unroutable (?:domain|host)
        name service error for name
      `,
    },
    class: 'rcpt.domain',
    source: `RFC 7504 and 7505; Exim and Postfix wording; ${seen}`,
    sample: '556 5.1.10 Recipient address has a null MX',
  },
  {
    id: 'rcpt-syntax',
    when: {
      text: phrases`
        mailbox name not allowed
        recipient address .{1,80} is not a valid rfc
        (?:local|recipient) (?:address|part|name) contains (?:control|illegal|invalid|whitespace)
        (?:bad|invalid|malformed|illegal) (?:recipient |destination |rcpt )?(?:address|mailbox|local[- ]part)(?: name)? (?:syntax|format)
        bad (?:recipient|destination|rcpt to) ?(?:mailbox )?address syntax
        (?:rcpt to|recipient|address).{0,40}(?:syntax error|bad syntax|improperly formatted|malformed|must be fully)
        syntax error in (?:recipient|mailbox) (?:address|name)
        recipient address rejected: (?:need fully|malformed)
        invalid rcpt to address
        could not parse (?:the |your )?recipient
        bad address syntax
        mailbox name (?:syntax|not allowed: (?:bad|invalid))
        syntactically invalid (?:recipient|address)
        malformed (?:recipient|address)
        invalid characters? in (?:the )?(?:recipient|address|local)
        unqualified (?:recipient|address)
        not email addresses
      `,
    },
    class: 'rcpt.syntax',
    source: `RFC 3463 x.1.3; ${seen}`,
    sample: '553 5.1.3 The recipient address <foo@bar..com> is not a valid RFC 5321 address.',
  },
  {
    id: 'rcpt-syntax-alone',
    when: { stage: ['rcpt'], text: phrases`^syntax error\.?$` },
    class: 'rcpt.syntax',
    source: 'Courier 1.0 esmtpd, RCPT TO without a domain: 513 Syntax error.',
    sample: "SMTPRecipientsRefused: {'box': (513, b'Syntax error.')}",
  },
  {
    id: 'rcpt-syntax-code',
    when: { enhanced: /^[45]\.1\.3$/, text: phrases`(?:invalid|bad|illegal) (?:recipient |destination )?address` },
    class: 'rcpt.syntax',
    source: 'RFC 3463 x.1.3',
    sample: '501 5.1.3 Invalid address',
  },
  {
    id: 'rcpt-busy',
    when: {
      reply: 'temporary',
      text: phrases`
        (?:recipient|mail ?box|user|account|address)\S{0,24} .{0,40}(?:temporarily|unavailable|busy|locked|in use)
      `,
    },
    class: 'rate_or_maintenance',
    source: 'RFC 5321 §4.2.3, code 450: mailbox busy or temporarily blocked',
    sample: '450 4.2.0 <x@example.net> - Recipient temporarily unavailable',
  },
  {
    id: 'rcpt-unknown',
    when: {
      text: phrases`
        not listed in public
        no exist\b
        not a member of
        cannot be verified
        not have an account
        mailbox unallocated
        marked as invalid
        not in recipient list
        lookup in domain map failed
        can't accept user
        not an active address
        not a local address
        missing home directory
        home directory (?:could not|cannot|not) (?:be )?found
        unsupported mail destination
        aucun utilisateur
        in name directory
        envelope recipient has been denied
        account that you tried to reach does not exist
        non existent user
        > not found
        (?:user|recipient|mail ?box|account|address|addressee|name|person|customer|subscriber|alias|member|login|id|rcpt|local[- ]?part|e-?mail|destination)s?(?: address| name| account| mailbox)?(?: \S{1,90}| <\S{1,90}>| \(\S{1,90}\))? ?:? ?(?:is |was |are |were |here |does |do |has |have |could |can )?(?:unknown|not (?:found|known|exist|valid|listed|local|recogni[sz]ed|present|a (?:known|valid|local|mailbox)|be (?:found|resolved)|here|ours?|available|our customer|ok\b|in (?:the |our |name )?(?:directory|list|database)|accepted)|n't (?:exist|found|have|valid)|doesn't exist|does ?n[o']t exist|non-?existent|invalid|unrecogni[sz]ed|unavail?able|undeliverable|unrout(?:e)?able|no longer (?:valid|on|exists?|here|works)|wrong|rejected|refused|denied)
        (?:unknown|no such|invalid|non-?existent|nonexistent|unrecogni[sz]ed|bad|undeliverable|illegal|no valid|not a valid|not a known|incorrect) (?:or (?:illegal|inactive|invalid|unknown) )?(?:virtual |local |e-?mail |destination |final |rcpt |to )?(?:user|recipient|mail ?box|account|address|alias|person|local[- ]?part|addressee|customer|id\b|name\b|delivery userid|mailing list|delivery address|member)
        no (?:mail ?-?box|account|user|recipient|one|person) (?:here |found|by that name|available|at this|with that)
        (?:there is )?no one at this address
        sorry,? no mailbox
        mailbox (?:unavail?able|not found|does not exist|invalid|not (?:here|available))
        unrouteable address
        not our customer
        not listed in domino
        cannot route mail to user
        does not like recipient
        i cannot deliver mail for
        badrcptto
        badrecipientto
        not in my validrcptto
        couldn't be found
        invalid recipient
        (?:is|are) not a registered
        does not have an? \S{1,40} ?account
        addresses were unknown
        rejected recipients
        destinataire (?:inconnu|invalide)
        utilisateur inconnu
        empf.nger (?:unbekannt|existiert)
        benutzer unbekannt
        usuario (?:desconocido|no existe|inexistente)
        no existe (?:ese|dicha|el) (?:usuario|persona)
        destinat[aá]rio (?:desconhecido|inexistente)
        nessun utente
        utente sconosciuto
        permanent failure for one or more recipients(?!.{0,60}blocked)
        moved (?:without|to)
        user (?:has )?moved
        invalid address
        address (?:rejected|invalid)\b
      `,
    },
    class: 'rcpt.unknown',
    source: `RFC 3463 x.1.1; Postfix, Exim, qmail, Sendmail, Domino, Exchange wording; ${seen}`,
    sample: '550 5.1.1 <x@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
  },
];
