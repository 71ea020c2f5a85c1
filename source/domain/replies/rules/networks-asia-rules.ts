import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const qq = 'service.mail.qq.com/detail/122';
const netease = 'mail.163.com/help/help_spam_16.htm';

/** QQ, NetEase and Japanese carriers. */
export const asianRules = (): readonly ReplyRule[] => [
  {
    id: 'qq-sender-is-login',
    when: {
      text: phrases`
        mail from (?:address )?must (?:be )?(?:the )?(?:same as|equal)(?: the)? (?:authori[sz]ation|authorized|auth) ?user
      `,
    },
    class: 'sender.not_allowed',
    source: `${qq}; ${netease}`,
    sample: '501 mail from address must be same as authorization user',
  },
  {
    id: 'qq-frequency',
    when: {
      text: phrases`
        (?:ip|domain|sender|connection|user)(?:'s)? frequency (?:is )?limited
        frequency of (?:receiving|sending) messages is limited
        frequency limit
      `,
    },
    class: 'rate.burst',
    source: qq,
    sample: '550 Domain frequency limited. http://service.mail.qq.com/cgi-bin/help?id=20022',
  },
  {
    id: 'qq-authorization-code',
    when: {
      text: phrases`
        authori[sz]ation code
        please use (?:the )?authorized code
        login fail\. a secure connection
        account is abnormal, service is not open, password is incorrect
      `,
    },
    class: 'auth.app_password_required',
    source: qq,
    sample:
      '535 Login fail. Please enter your authorization code to login. More information in http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=28&&no=1001256',
  },
  {
    id: 'qq-deactivated',
    when: {
      text: phrases`
        is a deactivated mailbox
        ^user suspended
        \buser suspended\b
      `,
    },
    class: 'rcpt.disabled',
    source: `${qq}; ${netease}`,
    sample: '550 x@qq.com is a deactivated mailbox',
  },
  {
    id: 'qq-suspected-ip',
    when: {
      text: phrases`
        suspected (?:spam ip|bounce attacks)
        ^connection denied
      `,
    },
    class: 'rep.ip',
    source: qq,
    sample: '550 Suspected spam ip https://service.mail.qq.com/detail/122/66',
  },
  {
    id: 'qq-content',
    when: {
      text: phrases`
        mail content denied
        spam is embedded in the email
        ^suspected spam\b
      `,
    },
    class: 'rep.content',
    source: qq,
    sample: '550 Mail content denied. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000726',
  },
  {
    id: 'qq-recipient-refuses',
    when: { text: phrases`mail is rejected by recipients?` },
    class: 'rcpt.restricted',
    source: qq,
    sample:
      '550 Mail is rejected by recipients http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000730',
  },
  {
    id: 'netease-spam',
    when: {
      text: phrases`
        dt:spm\b
        smtp: ?spm
      `,
    },
    class: 'rep.content',
    source: netease,
    sample:
      '554 DT:SPM 163 smtp10,DsCowACXn4kPQ2VYs_AWCQ--.19870S2 1483031312,please see http://mail.163.com/help/help_spam_16.htm',
  },
  {
    id: 'netease-rate',
    when: {
      text: phrases`
        mi:(?:cel|dmc|ccl|rcp|ctl)\b
        \bip:(?:rate|conn)\b
      `,
    },
    class: 'rate.burst',
    source: netease,
    sample: '451 MI:DMC 163 smtp5,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.1',
  },
  {
    id: 'netease-suspected-ip',
    when: { text: phrases`(?:dt|mi|ip|rp):(?:spb|sip|rep|cdl|qrc|trc)\b` },
    class: 'rep.ip',
    source: netease,
    sample: '554 IP:REP 163 please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.1',
  },
  {
    id: 'netease-forged',
    when: { text: phrases`mi:(?:spf|fna)\b` },
    class: 'policy.spf',
    source: netease,
    sample: '553 MI:SPF mx14,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.1',
  },
  {
    id: 'carrier-mailbox-data',
    when: { text: phrases`too much mail data` },
    class: 'rcpt.full',
    source: 'nttdocomo.co.jp mail service error texts',
    sample: '552 too much mail data',
  },
];
