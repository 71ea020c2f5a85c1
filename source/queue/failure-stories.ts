import { fingerprintFailure } from '../domain/replies/failure-fingerprint.ts';

interface Story {
  readonly fingerprint: string;
  /** The first text met; it stands for all that differ from it in ids, addresses and times only. */
  readonly text: string;
  mails: number;
}

/** Failure texts that are told apart by their fingerprint: a hundred thousand mails keep a number each instead of a text. */
export class FailureStories {
  readonly #stories: (Story | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #free: number[] = [];

  /** The number of the story that a text tells, for one mail more. */
  take(text: string): number {
    const fingerprint = fingerprintFailure(text);
    const known = this.#numbers.get(fingerprint);
    if (known !== undefined) {
      const story = this.#stories[known];
      if (story !== undefined) story.mails += 1;
      return known;
    }
    const number = this.#free.pop() ?? this.#stories.length;
    this.#stories[number] = { fingerprint, text, mails: 1 };
    this.#numbers.set(fingerprint, number);
    return number;
  }

  /** One mail less tells that story; a story of no mail is forgotten. */
  release(number: number): void {
    const story = this.#stories[number];
    if (story === undefined) return;
    story.mails -= 1;
    if (story.mails > 0) return;
    this.#stories[number] = undefined;
    this.#numbers.delete(story.fingerprint);
    this.#free.push(number);
  }

  textOf(number: number): string | null {
    return this.#stories[number]?.text ?? null;
  }
}
