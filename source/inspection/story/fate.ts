import type { FoundMail } from '../../domain/mail/found-mail.ts';
import { classify } from '../../domain/replies/classify-reply.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import type { Fate } from './conclude-story.ts';

type Told = Pick<FoundMail, 'state' | 'failureReason' | 'recipients'>;

/** What became of a mail, as its row or, without one, its notifications tell. */
export const fateOf = ({ state, failureReason, recipients }: Told): Fate => {
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
      case 'not-told':
        return { kind: 'not-told', words: 'Odoo has deleted it, and no notification says what became of it' };
      case 'sent':
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
    case 'sent': {
      const lost = recipients.filter(({ status }) => status === 'bounce' || status === 'exception');
      if (lost.length === 0) return { kind: 'sent' };
      const names = lost.map(({ name, address }) => address ?? name ?? 'somebody').join(', ');
      return { kind: 'not-reached', words: shortenText(`it did not reach ${names}`, 200) };
    }
    case 'received':
      return { kind: 'not-told', words: 'it came in by mail and is none that Odoo sends' };
    default:
      return { kind: 'not-told', words: `its state is '${state.state}', which Odoo does not know` };
  }
};
