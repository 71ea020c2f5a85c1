import type { CorpusPage } from './corpus.ts';

/** Error messages quoted by the Sisimai project, by bounce reason. */
export const sisimai: CorpusPage = {
  source: 'https://libsisimai.org/en/reason/ (repository sisimai/sisimai.github.io, _includes/error-messages)',
  replies: [
    [
      'policy.spf',
      "Remote Server returned '550 5.1.0 192.0.2.222 is not allowed to send from <example.net> per it's SPF Record. Please inspect your SPF settings, and try again. IB508 <http://x.co/srbounce>'",
    ],
    [
      'policy.dmarc',
      "host gmail-smtp-in.l.google.com[64.233.189.27] said: Unauthenticated email from libsisimai.org is not accepted due to domain's DMARC policy. Please contact the administrator of libsisimai.org domain if this was a legitimate mail. z2si1584129pfn.61 - gsmtp (in reply to end of DATA command)",
    ],
    [
      'policy.dmarc',
      "host mx01.mail.icloud.com[17.57.152.9] said: 554 5.7.1 Your message was rejected due to libsisimai.org's DMARC policy. See https://support.apple.com/en-us/HT204137 for info (in reply to end of DATA command)",
    ],
    [
      'policy.dmarc',
      'host mxs.mail.ru[94.100.180.31] said: 550 5.7.1 This message was not accepted due to domain (libsisimai.org) owner DMARC policy (RFC 7489) https://help.mail.ru/mail-help/postmaster/dmarc (in reply to end of DATA command)',
    ],
    [
      'policy.unauthenticated',
      'host gmail-smtp-in.l.google.com[64.233.187.27] said: This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM. Authentication results: DKIM = did not pass SPF [relay3.example.com] with ip: [192.0.2.22] = did not pass - gsmtp (in reply to end of DATA command)',
    ],
    [
      'policy.spf',
      'host gmail-smtp-in.l.google.com[64.233.188.26] said: The MAIL FROM domain [mail4.example.com] has an SPF record with a hard fail policy (-all) but it fails to pass SPF checks with the ip: [192.0.2.24]. To best protect our users from spam and phishing, the message has been blocked. - gsmtp (in reply to end of DATA command)',
    ],
    ['policy.spf', "550 5.7.1 can't determine Purported Responsible Address"],
    [
      'rep.dynamic_ip',
      'SMTP error from remote mail server after MAIL FROM:<shironeko@example.jp> SIZE=1543: host mx.example.jp [192.0.2.20]: 550 5.7.0 <shironeko@example.jp>... Please use the smtp server of your ISP.',
    ],
    [
      'rep.blocklist',
      'host mxs.mail.ru[194.67.23.20] said: 550 Access from ip address 192.0.2.4 blocked. Visit http://win.mail.ru/cgi-bin/support_bl?ip=192.0.2.4 (in reply to RCPT TO command)',
    ],
    [
      'policy.helo',
      'Connected to 192.0.2.112 but my name was rejected. Remote host said: 501 5.0.0 Invalid domain name',
    ],
    ['policy.ptr', '450 4.7.1 Access denied. IP name lookup failed [192.0.2.222]'],
    [
      'rep.blocklist',
      'The error that the other server returned was: 554 554 5.7.1 Service unavailable; Client host [192.0.2.49] blocked using cbl.abuseat.org (state 13).',
    ],
    ['rcpt.unknown', '550 5.1.1 RESOLVER.ADR.RecipNotFound'],
    ['rcpt.unknown', '550 5.1.1 RESOLVER.ADR.ExRecipNotFound'],
    ['rcpt.unknown', 'not listed in Domino Directory / Public Name & Address Book'],
    ['rcpt.unknown', 'Invalid final delivery userid'],
    ['rcpt.unknown', 'Sorry, no mailbox here by that name. (#5.1.1)'],
    ['rcpt.unknown', 'Requested action not taken: mailbox unavailable'],
    [
      'rep.ip_or_domain',
      '[192.0.2.22 18] Our system has detected that this message is likely suspicious due to the very low reputation of the sending IP address. To best protect our users from spam, the message has been blocked. p22nn000202cat.22 - gsmtp',
    ],
    [
      'rate.reputation',
      'host hotmail-com.olc.protection.outlook.com[104.47.66.33] said: 451 4.7.650 The mail server [192.0.2.25] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.live.com (S775) (in reply to MAIL FROM command))',
    ],
    ['rcpt.restricted', '550 5.7.1 RESOLVER.RST.NotAuthorized'],
    [
      'sender.domain_dns',
      '553 5.1.8 <neko@neko.example.jp>... Domain of sender address root@neko.example.jp does not exist (in reply to MAIL FROM command)',
    ],
    [
      'sender.not_allowed',
      'Connected to 192.0.2.225 but sender was rejected. Remote host said: 550 5.7.1 <neko@nijo.example.jp>... Access denied',
    ],
    [
      'sender.domain_dns',
      'SMTP error from remote mail server after MAIL FROM:<neko@nyaan.example.jp> SIZE=1420: host mx.libsisimai.org [192.0.2.135]: 550 5.1.8 <neko@nyaan.example.jp>... Error',
    ],
    [
      'rate.recipient_mailbox',
      'host alt1.gmail-smtp-in.l.google.com[74.125.127.27] said: The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. p131si8414989oif.118 - gsmtp (in reply to RCPT TO command)',
    ],
    ['rate.recipients', '550 5.5.3 RESOLVER.ADR.RecipLimit'],
    ['rate.burst', '452 4.3.2 Connection rate limit exceeded. (in reply to MAIL FROM command)'],
    [
      'relay.denied',
      'host neko.example.com[192.0.2.22] said: 550 5.7.1 Unable to relay for nyaan@neko.example.com (in reply to RCPT TO command)',
    ],
    [
      'relay.denied',
      '192.0.2.1 does not like recipient. Remote host said: 554 5.7.1 <neko@example.com>: Relay access denied',
    ],
    ['relay.denied', '550 Insecure Mail Relay'],
    ['rep.content', '554 email rejected due to security policies'],
    [
      'policy.rfc5322',
      'Messages with multiple 550 5.7.1 addresses in From: header are not accepted. v14si1155795plk.134 - gsmtp',
    ],
    [
      'policy.rfc5322',
      'SMTP error from remote mail server after end of data: host mx.example.jp [192.0.2.20]: 554 5.7.0 Header error',
    ],
    ['rep.content', '550 5.7.1 message content rejected'],
    ['rep.content', '550 Spam refused.'],
    ['rep.content', '550-Blacklisted URL in message. (example.com) in [black]. See http://lookup.uribl.com.'],
    [
      'rep.content',
      '550-5.7.1 [192.0.2.6] Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked.',
    ],
    ['rep.content', '550 5.7.1 Your email breaches local URIBL policy. (in reply to end of DATA command)'],
    ['rep.content', '554 5.7.1 Message cannot be accepted, spam rejection (in reply to end of DATA command)'],
    [
      'rep.content',
      '550 Error: SPAM-ID: e00000000-000000 Your email had spam-like header contents. Please contact your email service provider. (in reply to end of DATA command)',
    ],
    [
      'rep.content',
      '550 ****(0000): Your email was detected as spam. (RCPTs: neko@example.org) (in reply to end of DATA command)',
    ],
    [
      'rep.content',
      '554 5.7.1 Mail (22222-22222) appears to be unsolicited - Score (222) over MessageScoringUpperLimit (22) - send error reports to postmaster@example.org',
    ],
    ['rep.content', '550 Probable Spam (in reply to end of DATA command)'],
    ['rep.content', '550 5.7.1 Message content rejected, UBE, id=00000-00-000'],
    ['rep.content', '552-5.7.0 This message was blocked because its content presents a potential security issue.'],
    [
      'rep.content',
      '552-5.7.0 Our system detected an illegal attachment on your message. Please visit http://mail.google.com/support/bin/answer.py?answer=6590',
    ],
    ['auth.required', '553 From <>, message blocked, you are not authorized to send mail, authentication is required.'],
    ['rcpt.unknown', '550 5.2.1 <kijitora@example.jp>... User Unknown'],
    ['rcpt.unknown', '550 Unknown user kijitora@example.net (in reply to end of DATA command)'],
    [
      'rcpt.unknown',
      "554 delivery error: dd This user doesn't have a yahoo.com account (this-local-part-does-not-exist@yahoo.com) [0] - mta1061.mail.ne1.yahoo.com",
    ],
    [
      'rcpt.restricted',
      '550 5.1.1 RCP-P2 http://postmaster.facebook.com/response_codes?ip=192.0.2.135#rcp Refused due to recipient preferences',
    ],
    ['rcpt.domain', 'No such domain.'],
    ['rcpt.domain', 'all host address lookups failed permanently'],
    ['rcpt.domain', 'all relevant MX records point to non-existent hosts'],
    ['rcpt.unknown', '550 Unrouteable address'],
    ['rcpt.domain', '554 5.4.4 SMTPSEND.DNS.NonExistentDomain'],
    ['rcpt.domain', 'Illegal host/domain name found'],
    ['rcpt.domain', "Sorry, I couldn't find any host by that name. (#4.1.2)"],
    ['rcpt.domain', 'Host or domain name not found'],
    ['rcpt.domain', 'The mail could not be delivered to the recipient because the domain is not reachable'],
    ['rcpt.disabled', 'Mailaddress is administratively disabled'],
    ['rcpt.disabled', 'The user(s) account is disabled.'],
    [
      'rcpt.disabled',
      'dd Sorry your message to x@yahoo.com.ar cannot be delivered. This account has been disabled or discontinued [#102].',
    ],
    ['rcpt.disabled', '525 5.7.13 Disabled recipient address'],
    ['rcpt.disabled', '550 [SUSPEND] Mailbox currently suspended - Please contact correspondent directly'],
    ['rcpt.full', 'mailbox is full'],
    ['rcpt.full', 'User mailbox exceeds allowed size'],
    ['rcpt.full', '552 Error: disk quota exceeded'],
    ['rcpt.full', 'Could not be delivered to: <kijitora@example.ne.jp> As their mailbox is full.'],
    ['rcpt.full', "The number of messages in recipient's mailbox exceeded the local limit."],
    ['rcpt.full', 'The user(s) account is temporarily over quota'],
    ['rcpt.full', '#550 5.2.2 STOREDRV.Deliver: mailbox full.'],
    ['rcpt.full', "The e-mail message could not be delivered because the user's mailfolder is full."],
    ['rcpt.full', "This person's account is exceeding their quota."],
    [
      'policy.ptr',
      'host relay.example.net [192.0.2.222] SMTP error from remote mail server after initial connection: 571 No PTR Record found. Reverse DNS required: 203.0.113.22',
    ],
    [
      'policy.ptr',
      '554 mta1.comcast.net comcast 203.0.113.2 Comcast requires that all mail servers must have a PTR record with a valid Reverse DNS entry. Currently your mail server does not fill that requirement.',
    ],
    ['policy.ptr', '554 5.7.1 Reverse DNS failed.'],
    [
      'policy.ptr',
      'host mx01.mail.com[74.208.5.22] refused to talk to me: mail.com (mxgmxus002) Nemesis ESMTP Service not available No SMTP service Bad DNS PTR resource record. For explanation visit http://postmaster.gmx.com/en/error-messages?ip=192.0.2.22&c=rdns',
    ],
    [
      'policy.ptr',
      'host gmail-smtp-in.l.google.com[142.251.170.27] said: [192.0.2.202] The IP address sending this message does not have a PTR record setup, or the corresponding forward DNS entry does not point to the sending IP. - gsmtp',
    ],
    ['rate_or_maintenance', '451 Temporary local problem - please try later (in reply to end of DATA command)'],
    ['size.message', '550 5.2.3 RESOLVER.RST.RecipSizeLimit'],
    ['size.message', '552 sorry, that message size exceeds my databytes limit (#5.3.4)'],
    ['size.message', '553 Exceeded maximum inbound message size'],
    ['size.message', 'Mail size limit exceeded.'],
    ['size.message', 'message size 18876259 exceeds size limit 10485760 of server neko.example.jp[192.0.2.2]'],
    ['size.message', '534 SIZE=Message too big. (in reply to MAIL FROM command)'],
    [
      'size.message',
      '554 5.7.1 Message Rejected Class=size limit=15728640 Subclass=reject size=18571048 (in reply to end of DATA command)',
    ],
    ['size.message', 'Remote host said: 552 Message size exceeds fixed maximum message size: 1048576 bytes'],
    ['rcpt.domain', 'an MX or SRV record indicated no SMTP service'],
    ['rcpt.domain', 'Destination seem to reject all mails'],
    ['unknown', '503 Improper sequence of commands'],
    ['unknown', '504 Command parameter not implemented'],
  ],
};
