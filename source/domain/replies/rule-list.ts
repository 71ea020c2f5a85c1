import { anyOf, type Phrases } from './phrases.ts';
import type { ReplyRule } from './reply-rule.ts';
import { rules } from './rules/index.ts';
import { opensslOnlyRules } from './rules/openssl-rules.ts';

/** Rules that follow each other, and what must be in the words before any of them is asked. */
export interface RuleRun {
  /** Absent where one of them does not depend on words alone. */
  readonly gate?: Phrases;
  readonly rules: readonly ReplyRule[];
}

/** One look for the words of this many rules takes half the time of a look for each. */
const rulesInRun = 16;

const dependsOnWordsAlone = ({ when }: ReplyRule): boolean =>
  when.text !== undefined &&
  when.from === undefined &&
  when.code === undefined &&
  when.stage === undefined &&
  when.enhanced === undefined;

const close = (run: readonly ReplyRule[]): RuleRun => {
  const texts = run.flatMap(({ when }) => (when.text === undefined ? [] : [when.text]));
  return run.length > 1 && run.every(dependsOnWordsAlone) ? { gate: anyOf(texts), rules: run } : { rules: run };
};

const gather = (all: readonly ReplyRule[]): readonly RuleRun[] => {
  const runs: RuleRun[] = [];
  let open: ReplyRule[] = [];
  for (const rule of all) {
    const [first] = open;
    const belongs = first === undefined || dependsOnWordsAlone(first) === dependsOnWordsAlone(rule);
    if (!belongs || open.length >= rulesInRun) {
      runs.push(close(open));
      open = [];
    }
    open.push(rule);
  }
  return open.length === 0 ? runs : [...runs, close(open)];
};

const fitsCode = ({ when }: ReplyRule, code: number | null): boolean => {
  if (code === null) return when.code === undefined && when.reply === undefined;
  if (when.silent) return false;
  return when.reply === undefined || (when.reply === 'temporary') === code < 500;
};

const lists = new Map<string, readonly RuleRun[]>();

const once = (name: string, list: () => readonly ReplyRule[]): readonly RuleRun[] => {
  const known = lists.get(name);
  if (known !== undefined) return known;
  const made = gather(list());
  lists.set(name, made);
  return made;
};

/** Those that can hold for a reply with this code, or for a text without one, in their order. */
export const rulesForCode = (code: number | null): readonly RuleRun[] =>
  once(code === null ? 'none' : code < 500 ? 'temporary' : 'permanent', () =>
    rules().filter((rule) => fitsCode(rule, code)),
  );

/** Those that may read what OpenSSL said. */
export const rulesForOpenssl = (): readonly RuleRun[] => once('openssl', opensslOnlyRules);
