import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import { namesRecipients } from '../../domain/replies/stored-form.ts';
import { storyOf } from '../../domain/replies/story-of.ts';

/**
 * Makes a mail light enough that hundreds of thousands are held at once: what it says as others do is one thing for all
 * of them, and of failures that tell the same story the first stands for all. What was asked only to judge the mail by
 * itself (what became of its copies) is left out.
 */
export const createPartSharer = (): ((mail: RetryCandidate) => RetryCandidate) => {
  const share = createStringSharer();
  const shareFailure = createFailureSharer();
  const plains = new Map<string, RetryCandidate['plain']>();
  const tallies = new Map<string, RetryCandidate['partners']>();
  return (mail) => ({
    id: mail.id,
    messageId: mail.messageId,
    state: share(mail.state),
    stored: shareValues(mail.stored, share),
    failureReason: mail.failureReason === null ? null : shareFailure(mail.failureReason),
    failureType: mail.failureType === null ? null : share(mail.failureType),
    date: mail.date,
    from: mail.from === null ? null : share(mail.from),
    forcedServerId: mail.forcedServerId,
    aliasDomainId: mail.aliasDomainId,
    document: mail.document === null ? null : { model: share(mail.document.model), id: mail.document.id },
    plain: firstOf(plains, Object.values(mail.plain).join(), mail.plain),
    // Those of whom somebody has the mail already are few, and each is its own.
    partners:
      mail.partners.served.length > 0
        ? mail.partners
        : firstOf(tallies, Object.values({ ...mail.partners, served: 0, servedIn: 0 }).join(), mail.partners),
  });
};

const firstOf = <Value>(known: Map<string, Value>, key: string, value: Value): Value => {
  const first = known.get(key);
  if (first !== undefined) return first;
  known.set(key, value);
  return value;
};

/** Texts that are each their own (times of writing) must not pile up in the index. */
const mostShared = 5_000;

const createStringSharer = (): ((text: string) => string) => {
  const known = new Map<string, string>();
  return (text) => {
    const first = known.get(text);
    if (first !== undefined) return first;
    if (known.size < mostShared) known.set(text, text);
    return text;
  };
};

const shareValues = (stored: RetryCandidate['stored'], share: (text: string) => string): RetryCandidate['stored'] => {
  const shared: Record<string, string | null> = {};
  for (const [column, value] of Object.entries(stored)) shared[column] = value === null ? null : share(value);
  return shared;
};

/** A failure that names recipients or a time of waiting says something of its own. */
const createFailureSharer = (): ((failure: string) => string) => {
  const byStory = new Map<string, string>();
  let last = '';
  let lastShared = '';
  return (failure) => {
    if (failure === last) return lastShared;
    const own = namesRecipients(failure);
    last = failure;
    lastShared = own ? failure : firstOf(byStory, storyOf(failure), failure);
    return lastShared;
  };
};
