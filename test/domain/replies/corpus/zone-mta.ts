import type { CorpusPage } from './corpus.ts';

/** Replies quoted as comments in ZoneMTA's bounce list. */
export const zoneMta: CorpusPage = {
  source: 'https://github.com/zone-eu/zone-mta/blob/master/config/bounces.txt',
  replies: [
    ['rep.blocklist', '554 mx.gmx.net Nemesis ESMTP Service not available No SMTP service IP address is black listed'],
    ['rep.blocklist', '550 11.22.33.44 blacklisted see http://www.spamhaus.org/query/bl?ip=11.22.33.44'],
    [
      'rep.blocklist',
      '550 5.2.1 Mailbox unavailable. Your IP address 11.22.33.44 is blacklisted using SPAMHAUS-XBL. Details: https://www.spamhaus.org/query/ip/11.22.33.44.',
    ],
    ['rep.blocklist', '550 5.7.0 Your server IP address is in the SpamHaus SBL-XBL database, bye'],
    [
      'grey.listed',
      '421 4.7.1 Service unavailable; Client host [1.2.3.4] blocked using grey.rbl - Rechazo temporal, intentelo mas tarde por favor...Greylisting in action, please try again later',
    ],
    [
      'rep.blocklist',
      '454 4.7.1 Service unavailable; Client host [1.2.3.4] blocked using dnsbl.sorbs.net; Currently Sending Spam See: http://www.sorbs.net/lookup.shtml?1.2.3.4',
    ],
    ['rep.blocklist', '550 5.7.1 <recipient@example.com>... Rejected: 11.22.33.44 listed at zen.spamhaus.org.'],
    [
      'rep.content',
      '554 5.7.1 Service unavailable; Sender address [user@example.com] blocked using dbl.spamhaus.org; https://www.spamhaus.org/query/domain/example.com',
    ],
    ['rep.blocklist', '550 5.7.1 The IP address was rejected by the Realtime Block List provider zen.spamhaus.org.'],
    [
      'rep.blocklist',
      "550 5.7.1 This system is configured to reject mail from mta.example.com. Connecting host [11.22.33.44] is listed by the lookup site 'zen.spamhaus.org.'.",
    ],
    ['rep.blocklist', '550 Email blocked by SPAMHAUS'],
    ['rep.blocklist', '550 https://www.spamhaus.org/query/ip/11.22.33.44'],
    ['rep.blocklist', '550-IP 11.22.33.44 is blacklisted (xbl.spamhaus.org). Help at/Hilfe unter www.mfaq.info'],
    ['rep.blocklist', '550-Rejected message because 11.22.33.44 is in a black list at sbl-xbl.spamhaus.org'],
    [
      'rep.blocklist',
      "553 5.7.1 [TSS07] Connections will not be accepted from 11.22.33.44, because the ip is in Spamhaus's list; see https://help.yahoo.com/kb/postmaster/SLN5070.html",
    ],
    [
      'rep.blocklist',
      '553 Mail from 11.22.33.44 not allowed - 5.7.1 [BL23] Connections not accepted from IP addresses on Spamhaus XBL; see http://postmaster.yahoo.com/errors/550-bl23.html [550]',
    ],
    [
      'rep.blocklist',
      '554 5.7.1 <recipient@example.com>: Recipient address rejected: https://www.spamhaus.org/query/ip/11.22.33.44',
    ],
    [
      'rep.blocklist',
      '554 Denied [SHXBL] - Denied by Spamhaus XBL - See http://www.spamhaus.org/query/bl?ip=11.22.33.44 (Mode: normal)',
    ],
    [
      'rep.blocklist',
      '554 bosimpinc12 bizsmtp 11.22.33.44 is on the Spamhaus XBL blacklist. Please visit: http://www.spamhaus.org/query/bl?ip=11.22.33.44',
    ],
    [
      'rep.blocklist',
      '554 IP=11.22.33.44 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL)',
    ],
    ['rep.blocklist', '550 Rejected due to DNSBL server response (dnsbl.cobion.com - 1.2.3.4)'],
    [
      'rep.blocklist',
      '550 Service unavailable; Client Host [1.2.3.4] blocked using Trend Micro RBL+. Please see http://www.mail-abuse.com/cgi-bin/lookup?ip_address=1.2.3.4',
    ],
    [
      'rep.blocklist',
      '554 Connection from 1.2.3.4 rejected for policy reasons. Host found in DNS blacklist at dnsbl.sorbs.net',
    ],
    ['rep.blocklist', '501 5.7.1 <sender@example.com>... Sender refused by the DNSBL dnsbl.sorbs.net'],
    [
      'rep.blocklist',
      '550-"JunkMail rejected - [hostname] [1.2.3.4]:39153 is in an RBL on csi.cloudmark.com/reset-request/?ip=1.2.3.4 , see Poor Reputation Sender"',
    ],
    [
      'rep.ip',
      '554 5.5.4 Your IP 1.2.3.4 address has a bad reputation. To unblock visit http://cloud-security.net/unblock?query',
    ],
    [
      'rep.blocklist',
      '553 5.3.0 flph825 DNSBL:ATTRBL 521< 1.2.3.4 >_is_blocked.For assistance forward this email to abuse@example.com',
    ],
    [
      'rep.ip',
      "554-mx.example.com Your access to this mail system has been rejected due to the sending MTA's poor reputation. If you believe that this failure is in error, please contact the intended recipient",
    ],
    ['rep.ip', '421 RP-001 The mail server IP connecting to Outlook.com server has exceeded the rate limit allowed.'],
    [
      'rep.ip',
      '550 DY-001 Mail rejected by Outlook.com for policy reasons. We generally do not accept email from dynamic IP addresses as they are not typically used to deliver unauthenticated SMTP e-mail to an Internet mail server.',
    ],
    [
      'rep.ip',
      '550 SC-001 Mail rejected by Outlook.com for policy reasons. Reasons for rejection may be related to content with spam-like characteristics or IP/domain reputation.',
    ],
    [
      'rep.blocklist',
      '550 5.7.606 Access denied, banned sending IP [1.2.3.4]. To request removal from this list please visit https://sender.office.com/ and follow the directions. (AS16012609) [DB5EUR01FT031.eop-EUR01.prod.protection.outlook.com]',
    ],
    [
      'rep.blocklist',
      '550 5.7.511 Access denied, banned sender[1.2.3.4]. To request removal from this list please forward this message to delist@messaging.microsoft.com. AS(508) [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]',
    ],
    [
      'rcpt.unknown',
      '550 5.4.1 [x@contoso.com]: Recipient address rejected: Access denied [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]',
    ],
    [
      'rate.reputation',
      '421 4.7.0 [TSS04] Messages from 1.2.3.4 temporarily deferred due to user complaints - 4.16.55.1; see https://help.yahoo.com/kb/postmaster/SLN3434.html',
    ],
    [
      'policy.dkim',
      '554 5.7.5 (AU01) Message not accepted for policy reasons. See http://postmaster.yahoo.com/errors/postmaster-28.html',
    ],
    ['policy.ptr', '554- (RTR:RD) http://postmaster.info.aol.com/errors/554rtrrd.html'],
    ['rep.dynamic_ip', '554- (RTR:BB) http://postmaster.info.aol.com/errors/554rtrbb.html'],
    [
      'rate.reputation',
      '421 4.7.0 [1.2.3.4] Our system has detected an unusual rate of unsolicited mail originating from your IP address. - gsmtp',
    ],
    ['policy.tls', '421 4.7.0 TLS required for RCPT domain, closing connection. - gsmtp'],
    [
      'policy.rfc5322',
      '550 5.7.1 [1.2.3.4] Our system has detected that this message is not RFC 5322 compliant. - gsmtp',
    ],
    [
      'rcpt.restricted',
      '550 5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail that you sent. - gsmtp',
    ],
    [
      'policy.ptr',
      '550-5.7.1 [2001:db8::1] Our system has detected that this message does not meet IPv6 sending guidelines regarding PTR records and authentication. - gsmtp',
    ],
    ['rcpt.disabled', '550 5.2.1 <x@hot.ee>: is expired account'],
    ['rcpt.disabled', '554 5.2.1 Inactive user'],
    [
      'rep.content',
      '550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=x or report details to abuse@corp.mail.ru.',
    ],
    ['rep.blocklist', '550 permanent failure for one or more recipients (user@example.com:blocked)'],
    [
      'rep.ip',
      '550 csi.mimecast.org Poor Reputation Sender. - https://community.mimecast.com/docs/DOC-1369#550 [vH7Ns8biNg-p6EfZ0QaVMQ.us149]',
    ],
    ['rate.reputation', '550 Too many invalid recipients'],
    ['rep.blocklist', '550 Black listed at hostkarma http://ipadmin.junkemailfilter.com/remove.php?ip=1.2.3.4'],
    ['rep.blocklist', '550 The sending IP (1.2.3.4) is listed on https://spamrl.com/. Please resolve this and retry.'],
    [
      'rep.blocklist',
      '554 resimta-po-11v.sys.comcast.net resimta-po-11v.sys.comcast.net 1.2.3.4 found on one or more DNSBLs, see http://postmaster.comcast.net/smtp-error-codes.php#BL000010',
    ],
    ['rep.blocklist', '550 #5.7.1 Your access to submit messages to this e-mail system has been rejected.'],
    ['rep.blocklist', '554 5.7.1 You are not allowed to connect'],
    ['rcpt.unknown', '554 Invalid mailbox'],
    ['rcpt.unknown', '554 5.7.1 Unknown recipient'],
    ['rep.content', '554 rejected due to virus'],
    ['policy.rfc5322', '550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant'],
    ['rep.content', '550 5.7.0 Local Policy Violation'],
    ['rcpt.unknown', '554 delivery failed, no such mailbox #5.1.1'],
  ],
};
