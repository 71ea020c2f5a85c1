import type { CorpusPage } from './corpus.ts';

/** Later additions to the SMTP Field Manual; 52 of 60 were right before the rules learnt from them. */
export const fieldManualLater: CorpusPage = {
  source: 'https://smtpfieldmanual.com/code/550 (and 421, 451, 501, 553)',
  replies: [
    [
      'policy.rfc5322',
      'smtp;550 5.7.1 [x.xx.xx.xx 14] Messages missing a valid address in From: header, or having no From: header, are not accepted. - gsmtp',
    ],
    ['rcpt.unknown', 'smtp;550 5.2.0 <example@comcast.net> - Recipient unavailable'],
    [
      'rep.blocklist',
      "smtp;550 5.7.1 Unfortunately, messages from [x.xx.xx.xx] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150). [#.eop-nam02.prod.protection.outlook.com]",
    ],
    [
      'rcpt.unknown',
      'smtp;550 5.4.1 All recipient addresses rejected : Access denied [#.eop-nam02.prod.protection.outlook.com]',
    ],
    [
      'policy.ptr',
      'smtp;550 5.7.1 Connections not accepted from servers without a valid sender domain. ## Fix reverse DNS for x.xx.xx.xx',
    ],
    ['rep.content', 'smtp;550 spam detected'],
    ['rcpt.full', 'smtp;550 5.2.2 user quota exceeded'],
    ['rcpt.disabled', 'smtp;550 5.2.1 This mailbox has been blocked due to inactivity'],
    ['rep.content', 'smtp;550 virus detected'],
    ['rcpt.unknown', 'smtp;550 Requested action not taken: mailbox unavailable'],
    ['rep.content', 'smtp;550 Requested action not taken: mailbox unavailable Reject due to policy restrictions.'],
    ['rcpt.unknown', 'smtp;550 5.1.1 Email address could not be found, or was misspelled (G8)'],
    ['rep.content', 'smtp;550 5.7.1 Rejected by spam filter (in reply to end of DATA command)'],
    ['rep.content', 'smtp;550 5.7.1 Message considered as SPAM'],
    ['rcpt.restricted', 'smtp;550 Mail is rejected by recipients '],
    ['rcpt.unknown', 'smtp;550 Mailbox unavailable or access denied'],
    [
      'rcpt.unknown',
      'smtp;550 Mailbox not found. http://service.exmail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000728',
    ],
    [
      'rep.content',
      'smtp;550 Mail content denied. http://service.exmail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000726',
    ],
    [
      'rate.burst',
      'smtp;550 Sender frequency limited. http://service.exmail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000723',
    ],
    ['rep.content', 'smtp;550 Suspected spam sender.'],
    [
      'policy.dmarc',
      'smtp;550 DMARC check failed http://service.mail.qq.com/cgi-bin/help?subtype=1&&no=1001508&&id=16.',
    ],
    ['policy.dmarc', 'smtp;550 5.7.1 rejected by DMARC policy for example.com (in reply to end of DATA command),'],
    [
      'policy.spf',
      "smtp;550-SPF-check failed: 550 example.com doesn't allow sending mails from xx.xx.xx.xx (in reply to MAIL FROM command)",
    ],
    ['rep.content', 'smtp;550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]'],
    [
      'rep.blocklist',
      'smtp;550 mwinfXXXX ME Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/?ip=x [102]',
    ],
    [
      'policy.spf',
      'smtp;550 <example@example.com>: Reject due to SPF policy. The originating IP of the message is not permitted by the domain owner',
    ],
    ['unknown', 'smtp;550 <example@example.com>: Syntax error in parameters or arguments'],
    ['policy.ptr', 'smtp;550 <example@example.com>: Bad DNS PTR resource record'],
    ['policy.rfc5322', 'smtp;550 <example@example.com>: Reject due to policy restrictions (header based)'],
    ['rep.ip_or_domain', 'smtp;550 <example@example.com>: Reject due to policy restrictions (domain based)'],
    ['rep.ip', 'smtp;550 <example@example.com>: Reject due to policy restrictions (IP based)'],
    [
      'rcpt.full',
      'smtp;550 <example@example.com>: Requested mail action aborted: exceeded storage allocation, Quota exceeded',
    ],
    ['rep.blocklist', 'smtp;550 <example@example.com>: IP address is block listed'],
    ['sender.domain_dns', 'smtp;550 <example@example.com>: Invalid DNS MX or A/AAAA resource record'],
    [
      'policy.dmarc',
      'smtp;550 DMARC Sender Invalid - envelope rejected - https://community.mimecast.com/docs/DOC-1369#550 [#]',
    ],
    [
      'sender.domain_dns',
      'smtp;550 5.1.8 <sender@example.com>: Sender address rejected: Domain not found (in reply to RCPT TO command)',
    ],
    ['sender.domain_dns', 'smtp;550 5.1.8 Domain of sender address does not exist'],
    [
      'sender.bad_address',
      'smtp;550 5.5.2 <email@example.com>: Sender address rejected: need fully-qualified address (in reply to RCPT TO command)',
    ],
    ['policy.dmarc', "smtp;550 5.7.0 Email rejected per sender's DMARC policy"],
    ['rep.blocklist', 'smtp;550 5.7.1 Service unavailable; client [x.xx.xx.xx] blocked using prs.proofpoint.com'],
    [
      'rep.blocklist',
      'smtp;550 5.7.1 Service unavailable; client [x.xx.xx.xx] blocked using Cloudmark Sender Intelligence (Visit http://csi.cloudmark.com/reset-request/ if you feel this is in error)',
    ],
    [
      'rep.blocklist',
      'smtp;550 5.7.1 Service unavailable, Client host [x.xx.xx.xx] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/0.0.0.0 (AS16012611)',
    ],
    [
      'rep.blocklist',
      '550 5.7.1 Service unavailable, Helo domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8001) [#.prod.protection.outlook.com]',
    ],
    ['rate_or_maintenance', 'smtp;421 4.4.2 mail.yandex.net Error: timeout exceeded'],
    [
      'rate.server_busy',
      'smtp;451 example.yahoo.com Resources temporarily unavailable. Please try again later [#4.16.1].',
    ],
    ['rate_or_maintenance', 'smtp;451 4.3.2 Internal server error'],
    ['rate_or_maintenance', 'smtp;451 4.3.2 Temporary server error. Please try again later ATTR17 [outlook.com]'],
    [
      'rate_or_maintenance',
      'smtp;451 4.4.0 Message failed to be replicated: No healthy secondary server available to accept replica at this time. [outlook.com]',
    ],
    [
      'rate.reputation',
      '451 4.7.651 The mail server [x.xx.xx.xx] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.live.com (S3114) [#.prod.outlook.com #]',
    ],
    ['rate_or_maintenance', 'smtp;451 4.7.1 Sorry, the service is currently unavailable. Please come back later.'],
    ['rate_or_maintenance', 'smtp;451 4.7.1 Service unavailable - try again later'],
    ['rcpt.restricted', 'smtp;541 5.4.1 Mail rejected by destination domain'],
    [
      'rate.reputation',
      'smtp;451 4.7.500 Server busy. Please try again later from [x.xx.xx.x]. (AS77712344) [#.prod.protection.outlook.com]',
    ],
    ['rate_or_maintenance', 'smtp;451 cuda_nsu 4.4.3 Temporary server error. Please try again later'],
    ['rcpt.syntax', 'smtp;501 5.1.3 Invalid address [outlook.com]'],
    [
      'rcpt.syntax',
      'smtp;501 Bad address syntax. http://service.exmail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000730',
    ],
    ['sender.bad_address', 'smtp;501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405]'],
    [
      'rep.blocklist',
      "host xx.yahoodns.net [x.xx.xx.xx] SMTP error from remote mail server after MAIL FROM:<user@example.com> SIZE=2022: 553 5.7.1 [BL21] Connections will not be accepted from x.xx.xx.xx, because the ip is in Spamhaus's list; see http://postmaster.yahoo.com/550-bl23.html",
    ],
    [
      'rep.content',
      '554 xx.comcast.net comcast x.xx.xx.xx Comcast block for spam. Please see http://postmaster.comcast.net/smtp-error-codes.php#BL000000',
    ],
    ['rate.recipient_mailbox', 'smtp;450 4.7.3 Organization queue quota exceeded. [outlook.com]'],
  ],
};
