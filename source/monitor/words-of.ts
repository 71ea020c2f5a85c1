/** What went wrong, for a log or a state. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
