import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const basic = 'RFC 5321 §4.2.3';

/** Temporary trouble of the server itself, when no other words say more. */
export const temporaryRules = (): readonly ReplyRule[] => [
  {
    id: 'busy-or-maintenance',
    when: {
      reply: 'temporary',
      text: phrases`
        failed to be replicated
        temporar(?:y|ily)\b.{0,30}(?:fail|error|problem|reject|unavail|unable)
        shutting down
        maintenance
        not accepting (?:network )?messages
        service (?:is )?(?:currently |temporarily )?(?:not available|unavailable|unavail)
        temporar(?:y|ily) (?:local |server |system |internal |dns |lookup |service ){0,4}(?:problem|failure|error|unavailable|not available|rejected|unable)
        local (?:error|problem)
        (?:system|server|internal|configuration) (?:error|problem|failure)
        (?:try|retry) (?:again )?(?:later|in a|after)
        unable to (?:process|accept|contact)
        connection (?:expired|timed out|dropped)
        timeout
        closing (?:connection|transmission)
        not (?:currently )?available
      `,
    },
    class: 'rate_or_maintenance',
    source: `${basic}, codes 421 and 451`,
    sample: '421 4.3.2 Service shutting down',
  },
];
