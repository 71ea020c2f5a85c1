import type { FoundPage } from '../../../inspection/find/find-page.ts';
import type { Story } from '../../../inspection/story/story.ts';

export interface SearchWish {
  readonly text: string;
  /** Where the page before ended; undefined for the first. */
  readonly token: string | undefined;
}

/** What the screen that finds mails sees of the world. */
export interface SearchSource {
  /** A page of the mails that a text means. Rejects where they cannot be looked for. */
  find(wish: SearchWish, options: { readonly signal: AbortSignal }): Promise<FoundPage>;
  /** The story of one mail, by the name that it was found under. Takes seconds: its server is asked. */
  explain(name: string, options: { readonly signal: AbortSignal }): Promise<Story>;
}
