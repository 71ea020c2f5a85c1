import type { FoundMail } from '../../domain/mail/found-mail.ts';
import { classify } from '../../domain/replies/classify-reply.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import type { Fate } from './conclude-story.ts';

/** What became of a mail, as its row or, without one, its notifications tell. */
export const fateOf = ({ state, failureReason }: Pick<FoundMail, 'state' | 'failureReason'>): Fate => {
  if (state.kind === 'deleted') {
    switch (state.outcome) {
      case 'bounced':
        return { kind: 'not-reached', words: 'it bounced' };
      case 'failed':
        return { kind: 'not-reached', words: 'no recipient had a usable address, or sending failed' };
      case 'partly':
        return { kind: 'not-reached', words: 'some of its recipients were reached and some were not' };
      case 'cancelled':
        return { kind: 'cancelled' };
      default:
        return { kind: 'sent' };
    }
  }
  switch (state.state) {
    case 'outgoing':
      return { kind: 'waiting' };
    case 'exception': {
      const meaning = classify(failureReason ?? '');
      const words =
        meaning.class === 'unknown'
          ? shortenText((failureReason ?? 'no reason is stored').replace(/\s+/g, ' '), 200)
          : titleOf(meaning.class);
      return { kind: 'failed', cause: meaning.cause, words };
    }
    case 'cancel':
      return { kind: 'cancelled' };
    case 'sent':
      return { kind: 'sent' };
    default:
      return { kind: 'other', state: state.state };
  }
};
