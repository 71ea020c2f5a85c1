import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const codes = 'support.google.com/a/answer/3726730, 2026-02-12';
const relay = 'support.google.com/a/answer/6140680';
const senders = 'support.google.com/mail/answer/81126, 2026-03-21';

/** Gmail and Google Workspace. Its codes page prints 5.7.80 for 5.7.8 and the like; the words decide, not the code. */
export const googleRules = (): readonly ReplyRule[] => [
  {
    id: 'google-group-spam',
    when: { text: phrases`e-?mail to group .{1,120} rejected due to spam` },
    class: 'rep.content',
    source: 'support.google.com/a/answer/168383',
    sample: 'Your email to group kittens@example.com was rejected due to spam classification.',
  },
  {
    id: 'google-group-closed',
    when: { text: phrases`groups\.google\.com/(?:a/\S{1,100}/)?support` },
    class: 'rcpt.restricted',
    source: 'a bounce of Google Groups, in each language with the link to its help',
    sample:
      'We are writing to let you know that the group you tried to contact (kittens) may not exist, or you may not have permission to post messages to the group. https://groups.google.com/support/',
  },
  {
    id: 'google-bad-credentials',
    when: {
      text: phrases`
        username and password not accepted
        \bp=badcredentials\b
      `,
    },
    class: 'auth.bad_credentials',
    source: codes,
    sample:
      '535\n5.7.8 Username and Password not accepted. For more information, go to\n5.7.8  https://support.google.com/mail/?p=BadCredentials x - gsmtp',
  },
  {
    id: 'google-app-password',
    when: {
      text: phrases`
        application-specific password (?:is )?required
        \bp=invalidsecondfactor\b
      `,
    },
    class: 'auth.app_password_required',
    source: codes,
    sample:
      '534 5.7.9 Application-specific password required. For more information, go to https://support.google.com/mail/?p=InvalidSecondFactor x - gsmtp',
  },
  {
    id: 'google-web-login',
    when: {
      text: phrases`
        log ?in (?:with|through|via) your web browser
        \bp=webloginrequired\b
      `,
    },
    class: 'auth.web_login_required',
    source: codes,
    sample:
      '534 5.7.14 Please log in through your web browser and then try again. For more information, go to https://support.google.com/mail/answer/78754',
  },
  {
    id: 'google-login-rate',
    when: {
      text: phrases`
        too many (?:login|auth(?:entication)?) (?:attempts|failures|errors)
        too many failed (?:login|auth)
      `,
    },
    class: 'rate.login',
    source: codes,
    sample: '454 4.7.0 Too many login attempts, please try again later. - gsmtp',
  },
  {
    id: 'google-relay-denied',
    when: {
      text: phrases`
        mail relay denied
        invalid credentials for relay
      `,
    },
    class: 'relay.denied',
    source: relay,
    sample: '550-5.7.1 Invalid credentials for relay [203.0.113.5]. The IP address you have registered - gsmtp',
    owner: 'provider',
  },
  {
    id: 'google-relay-sending-denied',
    when: { text: phrases`mail sending denied` },
    class: 'sender.not_allowed',
    source: relay,
    sample: '550 5.7.0 Mail Sending denied. Please check the account - gsmtp',
  },
  {
    id: 'google-relay-day',
    when: {
      text: phrases`
        daily (?:smtp relay|user|sending|message|recipient)[a-z ]{0,24}(?:limit|quota)
      `,
    },
    class: 'rate.daily',
    source: codes,
    sample: '550 5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to x - gsmtp',
  },
  {
    id: 'google-relay-peak',
    when: { text: phrases`peak smtp relay limit` },
    class: 'rate.burst',
    source: codes,
    sample: '450 4.2.1 Peak SMTP relay limit exceeded for this customer. This is a temporary error.',
  },
  {
    id: 'google-recipient-rate',
    when: {
      text: phrases`
        receiving (?:e?mail|messages) (?:too quickly|at a rate)
        \bp=receivingrate
      `,
    },
    class: 'rate.recipient_mailbox',
    source: codes,
    sample: '450 4.2.1 The user you are trying to contact is receiving mail too quickly. - gsmtp',
  },
  {
    id: 'google-unusual-rate',
    when: {
      text: phrases`
        unusual (?:rate|amount|volume) of
        exceeded its quota for sending messages with the same message-id
      `,
    },
    class: 'rate.reputation',
    source: codes,
    sample:
      '421 4.7.28 Gmail has detected an unusual rate of unsolicited email originating from your IP address 192.0.2.1.',
  },
  {
    id: 'google-dmarc',
    when: { text: phrases`not accepted due to (?:the )?domain's dmarc policy` },
    class: 'policy.dmarc',
    source: codes,
    sample:
      "550-5.7.26 Unauthenticated email from example.com is not accepted due to domain's\n550-5.7.26 DMARC policy. - gsmtp",
  },
  {
    id: 'google-unauthenticated',
    when: {
      text: phrases`
        authenticate with either spf or dkim
        does not have authentication information
        unauthenticated email is not accepted
        because (?:it is|the sender is) unauthenticated
      `,
    },
    class: 'policy.unauthenticated',
    source: senders,
    sample:
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated.\n550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.',
  },
  {
    id: 'google-spf',
    when: {
      text: phrases`
        spf record with a hard fail
        spf record of the sending domain
        because spf (?:authentication )?(?:didn't|does not|did not|doesn't) pass
        authenticate (?:their email )?with spf\b
      `,
    },
    class: 'policy.spf',
    source: codes,
    sample:
      "421 4.7.27 Your email has been rate limited because SPF authentication didn't pass for this message. - gsmtp",
  },
  {
    id: 'google-dkim',
    when: {
      from: 'google',
      text: phrases`
        (?:because|pass) (?:it didn't pass )?dkim
        authenticate (?:their email )?with dkim\b
      `,
    },
    class: 'policy.dkim',
    source: codes,
    sample:
      "550 5.7.30 This message was blocked because it didn't pass DKIM authentication. Gmail requires bulk email senders to authenticate their email with DKIM.",
  },
  {
    id: 'google-tls',
    when: {
      from: 'google',
      text: phrases`
        tls required for rcpt domain
        wasn't sent over a tls
        not using a tls connection
        senders to use tls/ssl
      `,
    },
    class: 'policy.tls',
    source: codes,
    sample: "421 4.7.29 Your email has been rate limited because you're not using a TLS connection. - gsmtp",
  },
  {
    id: 'google-alignment',
    when: {
      text: phrases`
        isn't aligned with either the authenticated
        not aligned with either
      `,
    },
    class: 'policy.alignment',
    source: codes,
    sample:
      "421 4.7.32 Your email has been rate limited because the From: header (RFC5322) in this message isn't aligned with either the authenticated SPF or DKIM organizational domain.",
  },
  {
    id: 'google-dmarc-missing',
    when: {
      text: phrases`
        (?:doesn't|does not) (?:have|specify) a dmarc (?:record|policy)
        no dmarc record
      `,
    },
    class: 'policy.dmarc_missing',
    source: codes,
    sample:
      "421 4.7.40 Your email has been rate limited because the sending domain doesn't have a DMARC record, or the DMARC record doesn't specify a DMARC policy.",
  },
  {
    id: 'google-ptr',
    when: {
      from: 'google',
      text: phrases`
        ptr\)? record
        ipv6 sending guidelines
      `,
    },
    class: 'policy.ptr',
    source: codes,
    sample:
      '550-5.7.25 The IP address sending this message does not have a PTR record setup, or the corresponding forward DNS entry does not point to the sending IP. - gsmtp',
  },
  {
    id: 'google-low-reputation',
    when: { text: phrases`very low reputation of the sending (?:ip|domain)` },
    class: 'rep.ip_or_domain',
    source: codes,
    sample: '550 5.7.1 This message is likely suspicious due to the very low reputation of the sending domain. - gsmtp',
  },
  {
    id: 'google-content',
    when: {
      from: 'google',
      text: phrases`
        likely unsolicited
        nature of the content
        potential security issue
        illegal attachment
      `,
    },
    class: 'rep.content',
    source: codes,
    sample: '550-5.7.1 Our system has detected that this message is likely unsolicited mail. - gsmtp',
  },
  {
    id: 'google-direct-ip',
    when: { text: phrases`not authorized to send e?mail directly to (?:our|these) servers` },
    class: 'rep.dynamic_ip',
    source: codes,
    sample:
      "550 5.7.1 The IP you're using to send email is not authorized to send email directly to our servers. Use the SMTP relay at your service provider instead.",
  },
  {
    id: 'google-recipient-policy',
    when: {
      text: phrases`
        sending to \(or from\) has a policy that prohibit
        not in whitelist for rcpt domain
      `,
    },
    class: 'rcpt.restricted',
    source: codes,
    sample:
      '550 5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail that you sent. - gsmtp',
  },
  {
    id: 'google-over-quota',
    when: {
      from: 'google',
      text: phrases`
        out of storage space
        \bp=overquota
      `,
    },
    class: 'rcpt.full',
    source: codes,
    sample: "452 4.2.2 The recipient's inbox is out of storage space. https://support.google.com/mail/?p=OverQuotaTemp",
  },
];
