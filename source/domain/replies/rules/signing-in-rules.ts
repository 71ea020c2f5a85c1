import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const seen = 'quoted in public support threads and bounce catalogues';

/** Signing in and the right to relay, in everybody's words. */
export const signingInRules = (): readonly ReplyRule[] => [
  {
    id: 'auth-temporary',
    when: {
      text: phrases`
        cannot authenticate due to (?:a )?temporary
        temporary authentication (?:failure|error|problem)
        connection lost to authentication server
        authentication (?:server|service|system|backend) (?:is )?(?:temporarily )?(?:unavailable|down|not available)
        unable to (?:authenticate|check|verify)(?: your)?(?: credentials| password| user)? (?:at (?:present|this time|the moment)|now)
        temporar(?:y|ily).{0,40}\bauthenticat
      `,
    },
    class: 'auth.temporary',
    source: 'RFC 4954 §6, code 454; support.google.com/a/answer/3726730',
    sample: '454 4.7.0 Cannot authenticate due to a temporary system problem. Try again later.',
  },
  {
    id: 'auth-account-disabled',
    when: {
      code: [454, 525, 534, 535, 538],
      text: phrases`
        (?:authentication|login|auth|sign[- ]?in).{0,60}(?:account|user|mailbox) (?:is |has been )?(?:temporarily )?(?:disabled|suspended|locked|blocked|deactivated|inactive)
        (?:your|this|smtp|sender'?s?|sending) (?:smtp |e?-?mail )?account (?:is |has been |was )?(?:currently |temporarily )?(?:disabled|suspended|locked|deactivated)(?! .{0,20}recipient)
        user account disabled
        (?:disabled|locked) (?:by|your).{0,30}administrator
      `,
    },
    class: 'auth.account_disabled',
    source: `RFC 5248, 5.7.13; ${seen}`,
    sample: '535 5.7.13 Error: authentication failed: user account disabled',
  },
  {
    id: 'auth-app-password',
    when: {
      text: phrases`
        app(?:lication)?[- ](?:specific )?password (?:is )?(?:required|needed)
        (?:use|generate|create|enter) (?:an |your )?app(?:lication)?[- ](?:specific )?password
        (?:two|2)[- ](?:factor|step).{0,60}(?:app|password|required|enabled)
        third[- ]party (?:app|client).{0,40}(?:password|disabled|authori)
      `,
    },
    class: 'auth.app_password_required',
    source: 'support.google.com/accounts/answer/185833; help.yahoo.com; support.apple.com',
    sample: '535 5.7.1 Please use an app password for this account',
  },
  {
    id: 'auth-mechanism',
    when: {
      text: phrases`
        (?:unrecogni[sz]ed|unsupported|unknown|invalid|not supported|unimplemented|no such) (?:auth(?:entication)? )(?:type|mechanism|method|scheme)
        auth(?:entication)? (?:type|mechanism|method|scheme) (?:is )?(?:not (?:supported|available|allowed|implemented)|unsupported|unrecogni[sz]ed|too weak)
        mechanism (?:not supported|is too weak|too weak|unsupported)
        xoauth is no longer supported
        no (?:acceptable|common|supported) (?:auth|sasl|mechanism)
      `,
    },
    class: 'auth.mechanism',
    source: 'RFC 4954 §4 and §6, codes 504 and 534',
    sample: '504 5.7.4 Unrecognized authentication type. x - gsmtp',
  },
  {
    id: 'auth-not-offered',
    when: {
      text: phrases`
        authentication (?:is )?not (?:enabled|allowed|supported|available|offered)
        auth (?:command )?(?:is )?not (?:available|allowed|supported|enabled|offered|advertised|implemented)
        auth command used when not advertised
        smtp auth(?:entication)? (?:is )?(?:not (?:enabled|available|supported)|disabled)
        authentication not allowed on ibsmtp
      `,
    },
    class: 'auth.not_offered',
    source: 'Exim src/smtp_in.c; Postfix smtpd_sasl_auth; godaddy.com IB401',
    sample: '503 5.5.1 Error: authentication not enabled',
  },
  {
    id: 'relay-needs-login',
    when: {
      text: phrases`
        requires authentication when attempting to send to a non-local
        don't authenticate or the domain isn't in my list
      `,
    },
    class: 'auth.required',
    source: 'MailEnable; netqmail with an authentication patch',
    sample:
      '503 This mail server requires authentication when attempting to send to a non-local e-mail address. Please check your mail client settings',
  },
  {
    id: 'auth-bad-credentials',
    when: {
      text: phrases`
        (?<!(?:dmarc|dkim|spf|domain|sender|message|mail) )\bauth(?:entication|entification|orization)? (?:has )?(?:failed|failure|unsuccessful|rejected|error|denied|was not successful|credentials? (?:is |are )?invalid)
        \bauth (?:failed|error|failure|invalid)
        invalid (?:login|credentials?|user(?:name)?(?: or |/| and )?pass(?:word)?|password|api key|authentication|user ?id or password)
        (?:incorrect|wrong|bad) (?:authentication|credentials?|user ?name|password|login|user or password)
        (?:login|log-?in|logon|sign-?in) (?:failed|failure|incorrect|denied|invalid|error)
        (?:username|user name|login|password|credentials?)(?: (?:or|and) password)? (?:is |are |was |were )?(?:not (?:accepted|recogni[sz]ed|correct|match)|incorrect|invalid|wrong|mismatch|rejected|does not match|do not match)
        (?:could|unable to|failed to|cannot) (?:not )?authenticate (?:you|user|the user|with)
        failed to authenticate(?: your)?
        submitter failed to
        incorrect authentication data
        zugangsdaten
        benutzername oder passwort
        identifiants? incorrects?
        mot de passe (?:incorrect|invalide)
        contrase.a incorrecta
      `,
    },
    class: 'auth.bad_credentials',
    source: `RFC 4954 §6, code 535; Dovecot, Exim and Cyrus SASL wording; ${seen}`,
    sample: '535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6',
  },
  {
    id: 'auth-bad-credentials-no-code',
    when: {
      silent: true,
      text: phrases`
        authentication (?:failed|credentials invalid|failure|unsuccessful)
        invalid (?:login|credentials)
      `,
    },
    class: 'auth.bad_credentials',
    source: "Odoo's Test button drops the code: odoo/addons/base/models/ir_mail_server.py, 16.0",
    sample: 'Server replied with following exception:\n 5.7.8 Error: authentication failed: UGFzc3dvcmQ6',
  },
  {
    id: 'relay-denied',
    when: {
      text: phrases`
        unauthori[sz]ed relay
        not local host
        local users? only
        not a gateway
        relay(?:ing)? (?:to|for|from) \S{1,100} (?:is )?(?:prohibited|denied|not (?:allowed|permitted))
        relay(?:ing)? (?:access |mail |e-?mail )?(?:is |was )?(?:denied|not (?:permitted|allowed)|prohibited|rejected|refused|disallowed|forbidden|restricted)
        relay(?:ing)? .{0,60}(?:is )?(?:not (?:allowed|permitted)|prohibited|denied|disallowed)
        (?:not|isn't|aren't) (?:permitted|allowed|authori[sz]ed|able) to (?:use .{0,40} as a )?relay
        unable to relay
        cannot relay
        (?:can't|can not|won't|do not|does not|don't|doesn't|refuse to|no) (?:accept |allow |permit )?relay(?!.{0,20}limit)
        (?:allowed|list of) rcpthosts
        insecure mail relay
        open relay (?:is )?not allowed
        as a relay, but
        relay (?:operation|attempt) (?:rejected|denied)
        specified domain is not allowed
        we do not relay
        not configured to relay
        not (?:a )?local (?:domain|recipient).{0,40}relay
        relay not local
        this server is not an open relay
        recipient (?:domain )?not (?:in our|handled|hosted|served)
      `,
    },
    class: 'relay.denied',
    source: `Postfix, Exim, Sendmail, qmail, Exchange; ${seen}`,
    sample: '554 5.7.1 <x@example.com>: Relay access denied',
  },
  {
    id: 'auth-required',
    when: {
      text: phrases`
        smtp auth is required
        only (?:allowed|permitted|possible) (?:with|after|using) (?:smtp )?auth
        (?:receive|check|retrieve) your (?:e-?)?mail (?:first|before)
        pop[- ]before[- ]smtp
        (?:smtp )?authentication (?:is )?(?:required|needed|must be)
        authenticat(?:e|ion) first
        must (?:first )?(?:be )?(?:authenticate|log ?in|sign in)
        (?:you |please )(?:need to |must |have to )(?:be )?(?:authenticat|log ?in|sign in)
        turn on smtp auth
        requires? (?:smtp )?auth(?:entication)?\b
        auth(?:orization)? required
        please (?:authenticate|log ?in|sign in|use smtp auth)
        (?<!rejected: )not (?:logged|signed) in\b(?! as)
        unauthenticated senders? not allowed
        (?:client|user|session|connection) (?:is |was )?not authenticated
        authentification (?:est )?(?:requise|n.cessaire)
        authentifizierung (?:ist )?erforderlich
        anmeldung erforderlich
        without authentication
        unauthenticated (?:smtp )?(?:session|relay|connection)s?
      `,
    },
    class: 'auth.required',
    source: `RFC 4954 §6, code 530; ${seen}`,
    sample: '530 5.7.0 Authentication required',
  },
  {
    id: 'account-blocked',
    when: {
      text: phrases`
        sending .{0,30}(?:this|your) account (?:is|has been) (?:disabled|blocked|suspended)
        (?:your|sender'?s?|sending) (?:smtp |e?-?mail |sendgrid )?(?:account|mailbox) (?:is |has been |was )?(?:currently |temporarily )?(?:disabled|suspended|locked|blocked|banned|restricted|terminated|frozen|deactivated)(?! .{0,30}(?:recipient|receiv))
        outgoing (?:mail|messages?|smtp|sending) (?:from|for|by|on)?.{0,80}(?:has been |is |been )(?:suspended|blocked|disabled|held|restricted)
        (?:has been|is) (?:blocked|suspended|prevented|restricted) from sending
        sender .{0,60}(?:account )?(?:is )?(?:suspended|compromised)
        not allowed to send (?:e?mails? )?(?:due to|because).{0,30}(?:spam|abuse)
        suspicious (?:account )?activity
        account (?:has been )?compromised
        sending (?:has been|is) (?:disabled|suspended|blocked)
        account under (?:suspension|investigation)
      `,
    },
    class: 'account.blocked',
    source: `cPanel and Plesk wording; ${seen}`,
    sample: '550 Outgoing mail from "info@example.com" has been suspended.',
  },
];
