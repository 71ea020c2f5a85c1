import type { CorpusPage } from './corpus.ts';

/** Replies of mailbox providers and filters; 87 of 100 were right before the rules learnt from them. */
export const fieldManual: CorpusPage = {
  source: 'https://github.com/ActiveCampaign/smtp-field-manual/tree/master/data/codes (smtpfieldmanual.com)',
  replies: [
    [
      'rcpt.unknown',
      "smtp;550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces. Learn more at https://support.google.com/mail/?p=NoSuchUser - gsmtp",
    ],
    [
      'rcpt.disabled',
      'smtp;550 5.2.1 The email account that you tried to reach is disabled. Learn more at https://support.google.com/mail/?p=DisabledUser - gsmtp',
    ],
    [
      'rate.recipient_mailbox',
      'smtp;550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. For more information, please visit https://support.google.com/mail/?p=ReceivingRatePerm - gsmtp',
    ],
    [
      'rep.ip_or_domain',
      'smtp;550 5.7.1 [x.xx.xx.xx] Our system has detected that this message is likely suspicious due to the very low reputation of the sending domain. To best protect our users from spam, the message has been blocked. Please visit https://support.google.com/mail/answer/188131 for more information. - gsmtp',
    ],
    [
      'policy.dmarc',
      "smtp;550 5.7.1 Unauthenticated email from example.com is not accepted due to domain's DMARC policy. Please contact the administrator of example.com domain if this was a legitimate mail. - gsmtp",
    ],
    ['relay.denied', 'smtp;550 relaying denied for <example@example.com>'],
    ['rcpt.unknown', 'smtp;550 5.1.1 <example@icloud.com>: user does not exist'],
    [
      'rep.content',
      'smtp;550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137',
    ],
    [
      'policy.dmarc',
      'smtp;550 5.7.1 Your message was rejected due to reservation-example.com\u2019s DMARC policy. See https://support.apple.com/en-us/HT204137 for info',
    ],
    [
      'rep.content',
      'smtp;550 5.7.1 Your email was rejected due to having a domain present in the Spamhaus DBL -- see https://www.spamhaus.org/dbl/',
    ],
    ['rcpt.unknown', 'smtp;550 5.1.1 Not our Customer'],
    ['rcpt.unknown', 'smtp;550 5.1.1 <example@comcast.net> recipient mailbox unallocated'],
    [
      'policy.dmarc',
      'smtp;550 5.2.0 Message rejected due to DMARC. Please see http://postmaster.comcast.net/smtp-error-codes.php#DM000001',
    ],
    [
      'rcpt.unknown',
      'smtp;550 5.5.0 Requested action not taken: mailbox unavailable. [#.eop-nam12.prod.protection.outlook.com]',
    ],
    [
      'rep.blocklist',
      'smtp;550 5.7.1 Service unavailable, MailFrom domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8002) [#.eop-nam02.prod.protection.outlook.com]',
    ],
    [
      'rcpt.disabled',
      'smtp;550 Message was not accepted -- invalid mailbox. Local mailbox example@mail.ru is unavailable: account is disabled',
    ],
    [
      'rep.content',
      'smtp;550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=7y4ytdHbuOGv3O50NYTwpz1F or report details to abuse@corp.mail.ru. Error code: B5322EEFE1B8DBD174EEDCAFA7F0843535F9453D9C76A6483D451BB7364850E1. ID: #',
    ],
    ['rcpt.restricted', 'smtp;550 5.7.1 Policy rejection on the target address'],
    ['rcpt.unknown', 'smtp;550 5.7.1 No such user!'],
    ['policy.dmarc', 'smtp;550 5.7.1 Email rejected per DMARC policy for mail.ru #'],
    ['rcpt.unknown', 'smtp;550 5.2.1 <EXAMPLE@PRODIGY.NET>... Addressee unknown, relay=[x.xx.xx.xx]'],
    ['rcpt.unknown', 'smtp;550 5.2.1 <example@prodigy.net>... blank mailhost - invalid address, relay=[x.xx.xx.xx]'],
    [
      'policy.ptr',
      'smtp;550 5.7.1 Connections not accepted from servers without a valid sender example.com. Fix reverse DNS for x.xx.xx.xx',
    ],
    ['rcpt.unknown', 'smtp;550 5.1.1 <example@zoho.com> User unknown'],
    [
      'rcpt.restricted',
      'smtp;550 Administrative prohibition - envelope blocked - https://community.mimecast.com/docs/DOC-1369#550 [#]',
    ],
    [
      'rcpt.restricted',
      'smtp;550 Rejected by header based manually Blocked Senders: email@example.com - https://community.mimecast.com/docs/DOC-1369#550 [#]',
    ],
    [
      'rcpt.restricted',
      'smtp;550 Envelope blocked - User Entry - https://community.mimecast.com/docs/DOC-1369#550 [#]',
    ],
    ['rcpt.unknown', 'smtp;550 5.1.1 <email@example>: Recipient address rejected: User unknown'],
    [
      'rcpt.unknown',
      'smtp;550 5.1.1 <email@example.com>: Recipient address rejected: undeliverable address: host example.com[x.xx.xx.xx] said: 550 5.1.1 <email@example.com>: Recipient address rejected: undeliverable address: host example.com[x.xx.xx.xx]',
    ],
    [
      'rcpt.unknown',
      'smtp;550 5.1.1 - This is not a valid email address. Please verify that you have the correct email address for your recipient.',
    ],
    [
      'rcpt.unknown',
      'smtp;550 5.7.1 <email@example.com>: Recipient address rejected: User email address is marked as invalid.',
    ],
    ['relay.denied', 'smtp;550 5.7.1 Relaying denied'],
    ['rcpt.unknown', 'smtp;550 5.4.1 [email@example.com]: Recipient address rejected: Access denied [example.com]'],
    ['rcpt.unknown', 'smtp;550 cuda_nsu 5.1.1 <email@example.com>... User unknown'],
    ['rcpt.unknown', 'smtp;550 No such user (email@example.com)'],
    ['unknown', 'smtp;550 Blocked'],
    ['sender.not_allowed', 'smtp;550 rejecting spoofed message'],
    [
      'rcpt.unknown',
      'smtp;550 cuda_nsu 5.4.1 [email@example.com]: Recipient address rejected: Access denied [example.com]',
    ],
    ['rcpt.unknown', 'smtp;550 Invalid recipient <email@example.com> (#5.1.1)'],
    [
      'rate.recipient_mailbox',
      'smtp;554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour. For more information go to http://go.microsoft.com/fwlink/?LinkId=526653. (#) [outlook.com]',
    ],
    [
      'rcpt.unknown',
      "smtp;554 delivery error: dd This user doesn't have a example.com account (example@example.com) [-9] - example.yahoo.com",
    ],
    [
      'rcpt.disabled',
      'smtp;554 delivery error: dd Sorry, your message to example@example.com cannot be delivered. This mailbox is disabled (554.30). - example.yahoo.com',
    ],
    ['unknown', 'smtp;554 delivery error: dd Requested mail action aborted - example.yahoo.com'],
    [
      'rep.content',
      'smtp;554 5.7.9 Message not accepted for policy reasons. See https://help.yahoo.com/kb/postmaster/SLN7253.html',
    ],
    [
      'rep.content',
      'smtp;554 Message not allowed - [PH01] Email not accepted for policy reasons. Please visit https://help.yahoo.com/kb/postmaster/SLN5067.html [120]',
    ],
    ['policy.rfc5322', 'smtp;554 Message not allowed - Headers are not RFC compliant[291]'],
    ['rep.content', 'smtp;554 Message not allowed - [299]'],
    ['rcpt.disabled', 'smtp;554 delivery error: dd example@example.com is no longer valid. [-20] - example.yahoo.com'],
    ['rep.content', 'smtp;554 5.7.1 [1] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc ##'],
    ['relay.denied', 'smtp;554 5.7.1 <example@icloud.com>: Relay access denied'],
    ['rep.content', 'smtp;554 5.7.1 Spam message rejected; If this is not spam contact abuse'],
    ['rep.content', 'smtp;554 5.2.3 MailPolicy violation Error delivering to mailboxes,mx.zoho.com'],
    ['rep.content', 'smtp;554 5.7.1 Email cannot be delivered. Reason: Email flagged as Spam.'],
    [
      'rcpt.full',
      'smtp;554 5.2.2 <example@free.fr>: Recipient address rejected: Quota exceeded (mailbox for user is full)',
    ],
    [
      'rep.content',
      'smtp;554 Email rejected due to security policies - https://community.mimecast.com/docs/DOC-1369#554 [#]',
    ],
    ['rcpt.restricted', 'smtp;554 5.7.1 <example@example.com>: Recipient address rejected: BLOCK-SEND-ER.'],
    ['rcpt.unknown', 'smtp;554 5.7.1 <example@example.com>: Recipient address rejected: Invalid-Recipient.'],
    ['rcpt.restricted', 'smtp;554 5.7.1 <example@example.com>: Recipient address rejected: BLOCK-RCPT.'],
    ['rep.content', 'smtp;554 rejected due to spam URL in content'],
    ['rep.content', 'smtp;554 rejecting banned content'],
    ['rcpt.unknown', 'smtp;554 5.7.1 <email@example.com>: Recipient address rejected: Not in recipient list'],
    [
      'rep.ip_or_domain',
      'smtp;421 4.7.0 [x.xx.xx.xx] Our system has detected that this message is suspicious due to the very low reputation of the sending domain. To best protect our users from spam, the message has been blocked. - gsmtp',
    ],
    [
      'rep.content',
      'smtp;421 4.7.0 [x.xx.xx.xx] Our system has detected that this message is suspicious due to the nature of the content and/or the links within. To best protect our users from spam, the message has been blocked. - gsmtp',
    ],
    [
      'rate.reputation',
      '421 4.7.28 [x.xx.xx.xx] Our system has detected an unusual rate of unsolicited mail originating from your IP address. To protect our users from spam, mail sent from your IP address has been temporarily rate limited. - gsmtp',
    ],
    ['rate_or_maintenance', 'smtp;421 Service not available, closing transmission channel'],
    ['rate.burst', 'smtp;421 Max message per connection reached, closing transmission channel'],
    ['rate_or_maintenance', 'smtp;421 4.3.2 Service not available [outlook.com]'],
    ['rate.burst', 'smtp;421 4.7.0 me.com Error: too many errors'],
    [
      'rate.burst',
      'smtp;421 4.7.1 Messages to example@icloud.com deferred due to excessive volume. Try again later - https://support.apple.com/en-us/HT204137',
    ],
    [
      'rate.concurrent',
      'smtp;421 4.3.2 The maximum number of concurrent connections per resource forest has exceeded a limit, closing transmission channel. example.com. PRX8 [example.com]',
    ],
    [
      'grey.listed',
      'smtp;421 4.1.1 <email@example.com>: Recipient address rejected: unverified address: Address verification in progress',
    ],
    ['rate_or_maintenance', 'smtp;421 Temporary failure, please try again later.'],
    ['rate_or_maintenance', 'smtp;421 Service Temporarily Unavailable'],
    ['rate_or_maintenance', 'smtp;451 4.3.0 Mail server temporarily rejected message. - gsmtp'],
    ['relay.denied', 'smtp;451 Open relay not allowed - https://community.mimecast.com/docs/DOC-1369#451 [#]'],
    [
      'grey.listed',
      'smtp;451 Internal resource temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451 [#]',
    ],
    ['rcpt.unknown', 'smtp;451 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#451 [#]'],
    [
      'rate_or_maintenance',
      'smtp;451 4.7.0 Temporary server error. Please try again later. PRX4 NextHop: example.com [example.com]',
    ],
    ['grey.listed', 'smtp;451 4.7.1 <email@example.com>: Recipient address rejected: Greylisted for 5 minutes'],
    ['rate_or_maintenance', 'smtp;451 4.7.1 Try again later'],
    ['rate.recipient_mailbox', 'smtp;450 User is receiving mail too quickly'],
    ['rate.recipient_mailbox', 'smtp;450 4.2.1 The recipient has exceeded message rate limit. Try again later.'],
    ['sender.domain_dns', 'smtp;450 4.1.8 Sender address rejected: Domain not found (in reply to RCPT TO command))'],
    ['rate_or_maintenance', 'smtp;450 4.2.1 Please try again later. (#id-5.9.4)'],
    ['rate_or_maintenance', 'smtp;450 4.2.0 <example@comcast.net> - Recipient temporarily unavailable'],
    [
      'grey.listed',
      'smtp;450 4.2.0 <email@example.com>: Recipient address rejected: example.com greylisted for 60 seconds by ZEROSPAM',
    ],
    [
      'rcpt.full',
      'smtp;452 4.2.2 The email account that you tried to reach is over quota. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaTemp - gsmtp',
    ],
    ['rate_or_maintenance', 'smtp;452 temporary domain failure <example@example.com>'],
    ['rate.server_busy', 'smtp;452 4.3.1 Insufficient system resources (TSTE) [outlook.com]'],
    ['rep.content', 'smtp;552 5.7.1 virus [name] detected by Zoho Mail'],
    ['rcpt.unknown', 'smtp;552 1 Requested mail action aborted, mailbox not found'],
    ['rcpt.full', 'smtp;552 5.2.2 Mailbox size limit exceeded'],
    ['rcpt.full', 'smtp;552 5.2.2 <example@icloud.com>: user is overquota'],
    ['rcpt.full', 'smtp;552 5.2.2 user quota exceeded (UserSearch)'],
    ['rcpt.full', 'smtp;552 5.1.1 <example@comcast.net> recipient rejected - extended quota violation'],
    ['rcpt.full', 'smtp;552 Requested mail action aborted: exceeded storage allocation Quota exceeded.'],
    ['rcpt.syntax', 'smtp;553 5.1.2 The recipient address <.@gmail.com> is not a valid RFC-5321 address. - gsmtp'],
    ['relay.denied', 'failed,5.1.1 (bad destination mailbox address),smtp;553 Relaying disallowed,mx.zoho.com'],
    [
      'rep.content',
      'smtp;553 Message filtered. Refer to the Troubleshooting page at http://www.symanteccloud.com/troubleshooting for more information. (#5.7.1)',
    ],
    [
      'relay.denied',
      'smtp;553 you are trying to use me [xx.messagelabs.com] as a relay, but I have not been configured to let you [x.xx.xx.xx, example.com] do this. Please visit www.symanteccloud.com/troubleshooting for more details (#5.7.1)',
    ],
  ],
};
