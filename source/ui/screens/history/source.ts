import type { History } from '../../../inspection/history/history.ts';

/** What the screen of changes sees of the world. */
export interface HistorySource {
  /** Reads it anew. Rejects where it cannot be read. */
  read(options: { readonly signal: AbortSignal }): Promise<History>;
}
