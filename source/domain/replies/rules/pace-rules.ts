import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const seen = 'quoted in public support threads and bounce catalogues';

/** How much and how fast, in everybody's words. The window decides the class, so the widest named window comes first. */
export const paceRules = (): readonly ReplyRule[] => [
  {
    id: 'pace-day',
    when: {
      text: phrases`
        (?:daily|24[- ]?hours?|per[- ]day|a day|of the day|today)\b.{0,60}(?:limit|quota|exceed|reached|maximum|allowance|allowed)
        (?:limit|quota|exceeded|reached|maximum|allowed|too many|blocked)\b.{0,60}(?:\bdaily|24[- ]?hours?|24h\b|per[- ]day|/day|a day|for today|this day|today)
      `,
    },
    class: 'rate.daily',
    source: `RFC 5248 x.4.5; ${seen}`,
    sample: '552 5.7.0 Number of daily messages exceeded the limit',
  },
  {
    id: 'pace-hour',
    when: {
      text: phrases`
        (?:hourly|per[- ]hour|/h(?:our)?\b|an hour|this hour|last hour|60 ?min|per 3600)\b.{0,60}(?:limit|quota|exceed|reached|maximum|allowed)
        (?:limit|quota|exceeded|reached|maximum|max|allowed|too many|ratelimit)\b.{0,80}(?:hourly|per[- ]hour|/h(?:our)?\b|an hour|this hour|last hour|60 ?min|per 1h)
        max defers and failures
        too many .{0,40}\d hour\(?s?\)?
      `,
    },
    class: 'rate.hourly',
    source: `cPanel: "has exceeded the max emails per hour"; ${seen}`,
    sample: 'Domain example.com has exceeded the max emails per hour (50/50 (100%)) allowed. Message discarded.',
  },
  {
    id: 'pace-recipients-in-message',
    when: {
      text: phrases`
        too many (?:rcpts?|recipients?)\b(?! (?:from|received|in the last|per (?:hour|day|minute)|this)|.{0,30}(?:too )?(?:quickly|fast|period))
        (?:recipients?|rcpts?) (?:count|limit|number)?.{0,20}(?:exceed(?:s|ed)|over).{0,20}(?:limit|maximum)
        (?:number|amount|limit|maximum)(?: number)? of (?:allowed )?recipients
        recipients? limit (?:exceeded|reached)
        recipient count exceeds?\b
        max(?:imum)?(?: number of)? recipients
        too much recipients
        multiple destination domains per transaction
        recipients? per (?:message|mail|transaction|session|connection)
      `,
    },
    class: 'rate.recipients',
    source: `RFC 5321 §4.5.3.1.10; RFC 5248 x.5.3; ${seen}`,
    sample: '452 4.5.3 Too many recipients',
  },
  {
    id: 'pace-concurrent',
    when: {
      text: phrases`
        (?:too many|maximum|max|exceed(?:ed|s|ing)?|number of|limit(?: of)?)\b.{0,30}\b(?:concurrent|simultaneous|parallel|sessions|open connections|threads?)\b
        (?:concurrent|simultaneous|parallel) (?:smtp )?(?:connections?|sessions?).{0,30}(?:limit|exceed|maximum|too many)
        too many (?:smtp )?(?:concurrent|sessions|simultaneous)
        concurrency (?:limit|exceed)
        exceeding outbound thread limit
      `,
    },
    class: 'rate.concurrent',
    source: `Sendmail daemon.c; docs.aws.amazon.com/ses; ${seen}`,
    sample: '421 Too many concurrent SMTP connections',
  },
  {
    id: 'pace-errors',
    when: {
      text: phrases`
        too many (?:invalid|unknown|bad|non-?existent|wrong|failed|rejected) (?:recipients?|rcpts?|users?|addresses|mailboxes)
        too many (?:spam|complaints|bounces|errors from your ip|junk)
        (?:high|too high|excessive) (?:bounce|complaint|spam|reject(?:ion)?) rate
        excessive (?:unknown|invalid|bounces|spam)
        ^(?!.{0,80}listed).{0,80}too much spam
        user complaints
        unexpected volume
        rate limited due to (?:ip )?reputation
        unusual (?:traffic|sending|volume)
      `,
    },
    class: 'rate.reputation',
    source: `Cloudmark and Sendmail wording; ${seen}`,
    sample: '550 5.7.1 Too many invalid recipients from your IP',
  },
  {
    id: 'pace-burst',
    when: {
      text: phrases`
        too much mail
        too many errors
        (?:messages?|mails?|emails?|recipients?) per (?:second|minute|connection|session|transaction)
        too many (?:connections?|connects|messages?|mails?|e-?mails?|requests?|commands?|attempts|deliveries|letters|recipients?)\b
        (?:connection|message|mail|sending|send|submission|rate|delivery|volume|traffic|client|sender|outgoing|bandwidth|throughput)[- ](?:rate )?limit(?:s|ing)?(?: has been| was| is)? ?(?:exceeded|reached|hit|in effect|policy)?
        rate[- ]?limit(?:ed|ing|s)?\b
        (?:exceed(?:ed|ing|s)?|over|reached|above) (?:the |its |your |our |an? )?(?:maximum |max |configured |allowed |permitted |defined |sending |sent |mail |message |connection |smtp ){0,4}(?:rate|limits?|threshold)\b(?! for (?:message )?size|.{0,20}(?:size|storage|mailbox|bytes|kb|mb))
        slow(?:er| ?down)
        throttl
        too (?:fast|quickly|frequent)
        sending (?:mail )?too
        frequent connects
        frequency
        (?:send|sending|outgoing|outbound|message|mail) (?:limit|quota)
      `,
    },
    class: 'rate.burst',
    source: `Postfix anvil(8); policyd; ${seen}`,
    sample: '451 4.7.1 [R2] Too many mails received from x within the last 5 minutes',
  },
  {
    id: 'pace-server-busy',
    when: {
      text: phrases`
        resources? (?:are |is )?temporarily (?:unavailable|exhausted)
        server (?:is |too )?(?:too )?busy
        (?:system|server|service)(?: is)? (?:over ?load(?:ed)?|under (?:heavy|high|maximum) load)
        (?:high|heavy|system|server|maximum) load
        load (?:average|too high)
        (?:resources?|system|disk|server|queue) (?:are |is )?(?:temporarily )?(?:exhausted|full|insufficient)
        insufficient (?:system )?(?:resources?|storage|disk|memory)
        queue (?:file )?write error
        too busy
        busy\W{0,3} ?(?:please )?try
      `,
      reply: 'temporary',
    },
    class: 'rate.server_busy',
    source: 'RFC 3463 x.3.1 and x.4.5; Exchange back pressure; Exim queue_only_load',
    sample: '421 4.4.5 Server busy, try again later.',
  },
];
