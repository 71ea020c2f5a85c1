/** Ways of saying one thing, each a pattern over lower-case words. */
export interface Phrases {
  /** The patterns, one for each way. */
  readonly sources: () => readonly string[];
  /** Whether the words contain any of them. */
  readonly test: (words: string) => boolean;
}

/**
 * One pattern a line; spaces at a line's ends do not count. Compiled when first asked: a thousand patterns as regular
 * expression literals would cost every command some 20 ms at start, because the parser checks each.
 */
export const phrases = ({ raw }: TemplateStringsArray): Phrases => {
  let compiled: RegExp | undefined;
  const sources = (): readonly string[] =>
    raw
      .join('')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const test = (words: string): boolean => {
    compiled ??= new RegExp(sources().join('|'));
    return compiled.test(words);
  };
  return { sources, test };
};
