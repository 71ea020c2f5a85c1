import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

/** What the relay that Odoo hands its mail to says of itself, of its client, or of its own next step. */
export const ownRelayRules = (): readonly ReplyRule[] => [
  {
    id: 'relay-knows-no-client',
    when: { quoted: false, text: phrases`client host rejected: access denied` },
    class: 'auth.required',
    advice:
      'The relay takes mail only after a login, or from machines that it knows. Fill Username and Password of the outgoing mail server, or add the address of the Odoo server to the relay’s own networks (Postfix: mynetworks).',
    source: 'Postfix smtpd_client_restrictions = permit_mynetworks, permit_sasl_authenticated, reject',
    sample:
      "Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\nSMTPRecipientsRefused: {'a@example.com': (554, b'5.7.1 <unknown[192.0.2.9]>: Client host rejected: Access denied')}",
  },
  {
    id: 'relay-knows-sender-not-client',
    when: { text: phrases`sender address rejected: not logged in(?! as)` },
    class: 'auth.required',
    advice:
      'This sender belongs to an account of the server, which takes it only after a login, and there was none. Fill Username and Password of the outgoing mail server with that account.',
    source: 'Postfix reject_unauthenticated_sender_login_mismatch; with a login it says “not owned by user”',
    sample: '553 5.7.1 <info@example.com>: Sender address rejected: not logged in',
  },
  {
    id: 'relay-takes-no-recipient',
    when: {
      quoted: false,
      code: [554],
      enhanced: /^5\.7\.1$/,
      text: phrases`recipient address rejected: access denied\W?$`,
    },
    class: 'relay.denied',
    source: 'Postfix smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject',
    sample:
      "Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\nSMTPRecipientsRefused: {'a@example.com': (554, b'5.7.1 <a@example.com>: Recipient address rejected: Access denied')}",
  },
  {
    id: 'haraka-relays-for-nobody',
    when: { quoted: false, code: [550], text: phrases`^i cannot deliver mail for ` },
    class: 'relay.denied',
    source: 'Haraka 3.3.4 connection.js rcpt_respond(): no plugin took the recipient, and the client may not relay',
    sample: "SMTPRecipientsRefused: {'a@example.com': (550, b'I cannot deliver mail for <a@example.com>')}",
  },
  {
    id: 'relay-says-invalid-recipient',
    when: { quoted: false, code: [550], text: phrases`^invalid recipient\W{0,6}@?\W{0,6}$` },
    class: 'rcpt.unknown',
    retry: 'fix',
    advice:
      'The server said no more than that the recipient is invalid: it knows no such mailbox, or (OpenSMTPD) it does not relay for this client. Where people of several domains are refused alike it is the second: fill Username and Password of the outgoing mail server, else correct Email on the contact.',
    source: 'OpenSMTPD smtp_session.c says so for both',
    sample: '550 Invalid recipient',
  },
  {
    id: 'relay-did-not-reach',
    when: {
      silent: true,
      text: phrases`connect to \S{1,120}\[\S{1,60}\](?::\d{1,5})?: (?:connection|operation|network|no route|host)`,
    },
    class: 'rate_or_maintenance',
    retry: 'later',
    owner: 'host',
    advice:
      'The relay took the mail and did not reach the next server; it tries again by itself for some days. Look there whether it reaches other servers on that port: if none, a firewall of the relay or its hosting firm blocks it.',
    source: 'Postfix smtp_connect.c',
    sample: 'status=deferred (connect to mx.example.net[192.0.2.3]:25: Connection timed out)',
  },
  {
    id: 'relay-asks-saslauthd',
    when: { code: [535], text: phrases`authentication failed: authentication failure\b` },
    class: 'auth.bad_credentials',
    advice:
      'A Postfix that asks Cyrus SASL refused the login: the password is wrong, or what saslauthd asks (an IMAP or LDAP server, PAM) is down, which it answers in the same words. Where you are sure of the password, or other accounts are refused alike, let the server’s owner read saslauthd’s log (auth.log); else enter the right one in Password of the outgoing mail server.',
    source: 'Postfix xsasl_cyrus_server.c; Cyrus SASL saslauthd answers OK or NO alone, measured 2026-11-29',
    sample: "SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed: authentication failure')",
  },
  {
    id: 'relay-without-saslauthd',
    when: { text: phrases`cannot connect to saslauthd server` },
    class: 'auth.temporary',
    owner: 'host',
    advice:
      'The relay asks saslauthd whether a login is right, and that does not run there or its socket is out of reach: no password was judged. Start saslauthd (Debian: START=yes in /etc/default/saslauthd; its socket under /var/spool/postfix where Postfix is chrooted), then retry; nothing is wrong in Odoo’s settings.',
    source: 'Cyrus SASL lib/checkpw.c: saslauthd_verify_password; Postfix SASL_README',
    sample: 'SASL authentication failure: cannot connect to saslauthd server: No such file or directory',
  },
  {
    id: 'relay-without-mechanism',
    when: {
      text: phrases`
        no worthy mechs
        no mechanism available
        no (?:suitable |compatible )?sasl mechanisms?
      `,
    },
    class: 'auth.mechanism',
    owner: 'host',
    advice:
      'The relay between Odoo and the provider has no way of logging in that the provider offers; no password was asked yet. Install its SASL modules (Debian: libsasl2-modules) or allow PLAIN and LOGIN over TLS in it (Postfix: smtp_sasl_security_options = noanonymous).',
    source: 'Postfix SASL_README; Cyrus SASL lib/client.c',
    sample:
      'SASL authentication failed; cannot authenticate to server smtp.example.com[192.0.2.5]: no mechanism available',
  },
  {
    id: 'relay-resolver',
    when: {
      text: phrases`
        host not found, try again
        host name lookup failure
        name service error .{0,120}try again
        temporary (?:dns|name|resolver|name resolution) (?:failure|error|lookup)
      `,
    },
    class: 'net.dns_temporary',
    retry: 'later',
    advice:
      'The relay’s own DNS resolver did not answer for the next server or the recipient’s domain. Look at /etc/resolv.conf on the relay (in Postfix’s chroot as well: /var/spool/postfix/etc), then retry; nothing is wrong in Odoo’s settings.',
    source: 'Postfix smtp_addr.c and dns_lookup.c: TRY_AGAIN; Sendmail deliver.c',
    sample:
      'Host or domain name not found. Name service error for name=smtp.relay.example type=A: Host not found, try again',
  },
  {
    id: 'relay-throttles-in-vain-words',
    when: { quoted: false, text: phrases`mailbox (?:is )?unavailable\b.{0,160}\btry again later` },
    class: 'rate_or_maintenance',
    retry: 'later',
    source: 'GMX and web.de submission: the sender is slowed down in the words for a mailbox',
    sample: '550 Requested action not taken: mailbox unavailable\nFailure sending mail. Try again later',
  },
  {
    id: 'relay-verifies-sender',
    when: { text: phrases`callback setup failed while verifying` },
    class: 'sender.bad_address',
    source: 'Exim verify.c: the sender’s own mail server did not take the question whether the address exists',
    sample: '550-Callback setup failed while verifying <a@example.com>',
  },
  {
    id: 'sender-without-domain',
    when: { text: phrases`sender address must contain a domain` },
    class: 'sender.bad_address',
    source: 'Exim smtp_in.c',
    sample: '501 <odoo>: sender address must contain a domain',
  },
  {
    id: 'command-not-supported-in-auth',
    when: { code: [502, 503], text: phrases`(?:invalid command: )?command not supported\W?$` },
    class: 'auth.not_offered',
    source: 'OpenSMTPD smtp_session.c: AUTH where the listener has none',
    sample: '503 5.5.1 Invalid command: Command not supported',
  },
  {
    id: 'recipient-program',
    when: {
      text: phrases`
        command (?:died|failed|terminated|output)\b
        local (?:delivery|mailer) (?:failed|error)
        \bprocmail\b
        mailer (?:died|failed|exited)
      `,
    },
    class: 'rate_or_maintenance',
    owner: 'recipient',
    source: 'Postfix local(8) and pipe(8): a program behind the address failed',
    sample: 'Command died with status 75: "/usr/bin/procmail"',
  },
  {
    id: 'route-loop',
    when: {
      text: phrases`
        (?:maximum )?hop ?count (?:exceeded|limit)
        (?:too many|maximum|exceeded)(?: number of)? (?:hops|received headers)
        (?:mail|routing|forwarding|smtp|delivery|message) loop\b
        loops? back to (?:myself|itself|me)
        \bmail for \S{1,100} loops
        \blooping\b
      `,
    },
    class: 'rcpt.loop',
    source: 'RFC 5321 §6.3; RFC 3463 x.4.6; Postfix, Exim, Sendmail and Exchange wording',
    sample: '554 5.4.14 Hop count exceeded - possible mail loop',
  },
];
