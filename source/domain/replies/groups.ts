import type { Owner } from '../finding/owner.ts';
import type { Retry } from './classes/class-facts.ts';
import type { FailureCause, FailureClass } from './classes/index.ts';
import { type ClassifiedReply, classify } from './classify-reply.ts';
import { fingerprintFailure, hashFingerprint } from './failure-fingerprint.ts';
import { printReply } from './reply-line.ts';

export interface FailureText {
  readonly text: string;
  /** How many mails carry this text; 1 if absent. */
  readonly count?: number;
  /** The mail's id, kept in the story so that it can be acted on. */
  readonly id?: number;
  /** The ids of all mails with this text, which are then counted by them. */
  readonly ids?: readonly number[];
}

/** Failures that differ only in ids, addresses and times. */
interface FailureStory {
  /** The same across refreshes and runs. */
  readonly key: string;
  readonly count: number;
  readonly ids: readonly number[];
  /** The first reply met, on one line. */
  readonly sample: string;
  readonly meaning: ClassifiedReply;
}

/** Failures of one class, its stories by number of mails. */
export interface FailureGroup {
  readonly class: FailureClass;
  readonly cause: FailureCause | null;
  readonly owner: Owner;
  readonly retry: Retry;
  readonly advice: string;
  readonly count: number;
  readonly sample: string;
  readonly stories: readonly FailureStory[];
}

/** What is already known about a story; kept by the caller between refreshes. */
export type MeaningCache = Map<string, ClassifiedReply>;

/** A memo beyond this many stories is emptied: their ids were not recognised, and it must not grow for ever. */
const mostStories = 20_000;

interface OpenStory {
  count: number;
  readonly ids: number[];
  readonly meaning: ClassifiedReply;
}

const recall = (memo: MeaningCache, story: string, text: string): ClassifiedReply => {
  const known = memo.get(story);
  if (known !== undefined) return known;
  if (memo.size >= mostStories) memo.clear();
  const meaning = classify(text);
  memo.set(story, meaning);
  return meaning;
};

/** What a failure means, classified once for all that tell the same story. */
export const recallMeaning = (memo: MeaningCache, text: string): ClassifiedReply =>
  recall(memo, fingerprintFailure(text), text);

const collectStories = (
  failures: Iterable<FailureText>,
  { memo, stories }: { readonly memo: MeaningCache; readonly stories: Map<string, OpenStory> },
): void => {
  for (const { text, id, ids = id === undefined ? [] : [id], count = Math.max(1, ids.length) } of failures) {
    const name = fingerprintFailure(text);
    let story = stories.get(name);
    if (story === undefined) {
      story = { count: 0, ids: [], meaning: recall(memo, name, text) };
      stories.set(name, story);
    }
    story.count += count;
    for (const each of ids) story.ids.push(each);
  }
};

const total = (stories: readonly FailureStory[]): number => stories.reduce((sum, story) => sum + story.count, 0);

const byCount = (a: { readonly count: number }, b: { readonly count: number }): number => b.count - a.count;

/** The largest story speaks for its class. */
const gather = (stories: readonly FailureStory[]): FailureGroup[] => {
  const sorted = stories.toSorted((a, b) => byCount(a, b) || (a.key < b.key ? -1 : 1));
  const [largest] = sorted;
  if (largest === undefined) return [];
  const { class: failureClass, cause, owner, retry, advice } = largest.meaning;
  const { sample } = largest;
  return [{ class: failureClass, cause, owner, retry, advice, count: total(sorted), sample, stories: sorted }];
};

/**
 * Folds failures into classes and stories, both by number of mails. Each story is classified once; with a `memo` also
 * once across refreshes.
 */
export const groupFailures = (
  failures: Iterable<FailureText>,
  { memo = new Map() }: { readonly memo?: MeaningCache } = {},
): readonly FailureGroup[] => {
  const stories = new Map<string, OpenStory>();
  collectStories(failures, { memo, stories });
  return arrangeGroups(stories);
};

/** The same for failures that come page by page: the texts of a page are let go with it. */
export const groupFailurePages = async (
  pages: AsyncIterable<Iterable<FailureText>>,
): Promise<readonly FailureGroup[]> => {
  const stories = new Map<string, OpenStory>();
  const memo: MeaningCache = new Map();
  for await (const failures of pages) collectStories(failures, { memo, stories });
  return arrangeGroups(stories);
};

const arrangeGroups = (open: ReadonlyMap<string, OpenStory>): readonly FailureGroup[] => {
  const stories = Array.from(open, ([name, { count, ids, meaning }]) => ({
    key: `${meaning.class}:${hashFingerprint(name)}`,
    count,
    ids,
    sample: printReply(meaning.reply),
    meaning,
  }));
  return [...Map.groupBy(stories, (story) => story.meaning.class).values()]
    .flatMap(gather)
    .sort((a, b) => byCount(a, b) || a.class.localeCompare(b.class));
};
