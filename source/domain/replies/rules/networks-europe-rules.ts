import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const orange = 'postmastery.com orange-postmaster-smtp-error-codes-ofr; smtpfieldmanual.com/provider/orange';
const gmx = 'postmaster.gmx.net/en/error-messages; smtp.codes/unitedinternet';
const ionos = 'ionos.com/help mass-mailing-limits and important-change-to-sender-addresses';

/** Orange, La Poste, IONOS, GMX, web.de, T-Online, mail.ru, Yandex. Orange numbers its answers: OFR_416, LPN007_510. */
export const europeanRules = (): readonly ReplyRule[] => [
  {
    id: 'orange-blocked-ip',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk|lpnaaa)\d{0,3}[-_](?:101|102)\b
        bloquee? pour incident de spam
        ont ete bloques par nos services
      `,
    },
    class: 'rep.blocklist',
    source: orange,
    sample:
      '550 mwinf5c04 ME Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102',
  },
  {
    id: 'orange-connections',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_]104\b
        trop de connexions
      `,
    },
    class: 'rate.burst',
    source: orange,
    sample:
      '421 mwinf5c79 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR005_104 [104]',
  },
  {
    id: 'orange-spf',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_]401\b
        spf/dns de votre nom de domaine
      `,
    },
    class: 'policy.spf',
    source: orange,
    sample:
      '421 smtp.orange.fr [192.0.2.1] Emetteur invalide, Veuillez verifier la configuration SPF/DNS de votre nom de domaine. Invalid Sender. SPF check failed',
  },
  {
    id: 'orange-dmarc',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_]517\b
        verification dmarc en echec
      `,
    },
    class: 'policy.dmarc',
    source: orange,
    sample:
      '571 5.7.1 Message refused, DMARC verification Failed. Message refuse, verification DMARC en echec LPN007_517',
  },
  {
    id: 'orange-auth',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_]402\b
        authentification requise
      `,
    },
    class: 'auth.required',
    source: orange,
    sample: '550 5.5.0 Authentification requise. Authentication Required. LPN105_402',
  },
  {
    id: 'orange-auth-code',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_]305\b
        codes? d'? ?authentification invalide
      `,
    },
    class: 'auth.bad_credentials',
    source: orange,
    sample: "550 5.7.0 Code d'authentification invalide OFR_305",
  },
  {
    id: 'orange-not-owned',
    when: { text: phrases`\b(?:ofr|lpn|ouk)\d{0,3}[-_]421\b` },
    class: 'sender.not_allowed',
    source: orange,
    sample: '550 5.5.3 Mail from not owned by user. LPN105_421',
  },
  {
    id: 'orange-bad-sender',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_]4[01][35]\b
        emetteur invalide
      `,
    },
    class: 'sender.bad_address',
    source: orange,
    sample: '501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405] (in reply to MAIL FROM command)',
  },
  {
    id: 'orange-unknown',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_]?41[68]\b
        au moins un destinataire invalide
      `,
    },
    class: 'rcpt.unknown',
    source: orange,
    sample:
      '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416] (in reply to RCPT TO command)',
  },
  {
    id: 'orange-full',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_]417\b
        boite du destinataire pleine
      `,
    },
    class: 'rcpt.full',
    source: orange,
    sample: '552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417] (in reply to RCPT TO command)',
  },
  {
    id: 'orange-disabled',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_]42[06]\b
        boite du destinataire archivee
        compte du destinataire est bloque
      `,
    },
    class: 'rcpt.disabled',
    source: orange,
    sample: '550 5.5.0 Boite du destinataire archivee. Archived recipient. LPN007_420 (in reply to RCPT TO command)',
  },
  {
    id: 'orange-content',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_](?:506|513)\b
        mail rejete\.
      `,
    },
    class: 'rep.content',
    source: orange,
    sample: '550 5.7.1 Mail rejete. Mail rejected. OFR_506 [506]',
  },
  {
    id: 'orange-size',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_]514\b
        taille limite du message
      `,
    },
    class: 'size.message',
    source: orange,
    sample: '552 5.3.4 Taille limite du message atteinte. Message size limit exceeded. OFR_514 [514]',
  },
  {
    id: 'orange-later',
    when: {
      text: phrases`
        \b(?:ofr|lpn|ouk)\d{0,3}[-_](?:103|105|107|108|109|201|423|424|505|510|999)\b
        service refuse\. veuillez essayer plus tard
      `,
    },
    class: 'rate.reputation',
    source: orange,
    sample:
      '421 mwinf5c77 ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR_999 [999]',
  },
  {
    id: 'ionos-limit',
    when: { text: phrases`mail send limit exceeded` },
    class: 'rate.hourly',
    source: ionos,
    sample: '450 Requested mail action not taken: mailbox unavailable Mail send limit exceeded.',
  },
  {
    id: 'ionos-sender',
    when: { text: phrases`sender address is not allowed` },
    class: 'sender.not_allowed',
    source: ionos,
    sample: '550 Requested action not taken: mailbox unavailable Sender address is not allowed.',
  },
  {
    id: 'gmx-ptr',
    when: { text: phrases`bad dns ptr resource record` },
    class: 'policy.ptr',
    source: gmx,
    sample:
      '554-gmx.net (mxgmx016) Nemesis ESMTP Service not available\n554-No SMTP service\n554 Bad DNS PTR resource record.',
  },
  {
    id: 'gmx-block-list',
    when: { from: 'ionos', text: phrases`ip address is bl(?:ock|ack) ?listed` },
    class: 'rep.blocklist',
    source: gmx,
    sample:
      '554-gmx.net (mxgmx104) Nemesis ESMTP Service not available\n554-No SMTP service\n554-IP address is block listed.\n554 For explanation visit https://postmaster.gmx.net/en/case?c=r0201',
  },
  {
    id: 'gmx-sender-dns',
    when: { text: phrases`(?:bad|invalid) dns .{0,30}resource record` },
    class: 'sender.domain_dns',
    source: gmx,
    sample:
      '550-Requested action not taken: mailbox unavailable\n550 Invalid DNS MX or A/AAAA resource record. postmaster.gmx.net',
  },
  {
    id: 'gmx-policy-header',
    when: { text: phrases`policy restrictions \(header based\)` },
    class: 'policy.rfc5322',
    source: gmx,
    sample: '550 <x@web.example>: Reject due to policy restrictions (header based)',
  },
  {
    id: 'gmx-policy-domain',
    when: { text: phrases`policy restrictions \(domain based\)` },
    class: 'rep.ip_or_domain',
    source: gmx,
    sample: '550 <x@web.example>: Reject due to policy restrictions (domain based)',
  },
  {
    id: 'gmx-policy-ip',
    when: { text: phrases`policy restrictions \(ip based\)` },
    class: 'rep.ip',
    source: gmx,
    sample: '550 <x@web.example>: Reject due to policy restrictions (IP based)',
  },
  {
    id: 'gmx-policy',
    when: {
      code: [550, 554],
      text: phrases`
        reject due to policy (?:restrictions|violations)
        email rejected due to (?:security )?polic
      `,
    },
    class: 'rep.content',
    source: gmx,
    sample: '550 Requested action not taken: mailbox unavailable Reject due to policy restrictions.',
  },
  {
    id: 'gmx-policy-temporary',
    when: { code: [421, 450], text: phrases`reject due to policy (?:restrictions|violations)` },
    class: 'rate.reputation',
    source: gmx,
    sample: '450 Requested mail action not taken: mailbox unavailable Reject due to policy violations',
  },
  {
    id: 'yandex-suspected-spam',
    when: { text: phrases`rejected under suspicion of spam` },
    class: 'rep.content',
    source: 'yandex.com/support/mail/spam/sending-limits',
    sample: '554 5.7.1 Message rejected under suspicion of SPAM; https://ya.cc/1IrBc sending-limits.xml 1614172912-abc',
  },
  {
    id: 'mail-ru-foreign-sender',
    when: { text: phrases`not local sender over smtp` },
    class: 'sender.not_allowed',
    source: 'help.mail.ru/mail/mailer/errors',
    sample: '550 not local sender over smtp',
  },
  {
    id: 't-online-blocked-ip',
    when: { text: phrases`ask your postmaster for help or to contact tosa@` },
    class: 'rep.blocklist',
    source: 'postmaster.t-online.de; zone-mta bounce samples',
    sample:
      '554 IP=192.0.2.1 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL)',
  },
];
