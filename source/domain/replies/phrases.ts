import type { Translations } from './translations/translations.ts';

/** Ways of saying one thing, each a pattern over lower-case words. */
export interface Phrases {
  /** The patterns, one for each way. */
  readonly sources: () => readonly string[];
  /** Whether the words contain any of them. */
  readonly test: (words: string) => boolean;
}

/** Compiled when first asked: a thousand patterns at every start would cost each command some 20 ms. */
const compileWhenAsked = (sources: () => readonly string[]): Phrases => {
  let compiled: RegExp | undefined;
  const test = (words: string): boolean => {
    compiled ??= new RegExp(sources().join('|'));
    return compiled.test(words);
  };
  return { sources, test };
};

/** All that any of these contain. */
export const anyOf = (all: readonly Phrases[]): Phrases =>
  compileWhenAsked(() => all.flatMap(({ sources }) => sources()));

/** One pattern a line; spaces at a line's ends do not count. */
export const phrases = ({ raw }: TemplateStringsArray): Phrases =>
  compileWhenAsked(() =>
    raw
      .join('')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  );

/** The patterns, and a text in every language that Odoo ships; `at: 'start'` where the words begin with it. */
export const phrasesOrTranslations = (
  own: Phrases,
  translations: Translations,
  { at = 'anywhere' }: { readonly at?: 'anywhere' | 'start' } = {},
): Phrases =>
  compileWhenAsked(() => [
    ...own.sources(),
    ...Object.values(translations)
      .flat()
      .map((text) => `${at === 'start' ? '^' : ''}${literally(text.toLowerCase())}`),
  ]);

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
