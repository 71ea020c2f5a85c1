import { type FailureClass, failureClasses } from '../../domain/replies/classes/index.ts';
import { suggest } from '../../domain/wording/nearest.ts';
import { type RuleId, ruleIds } from '../rules/rule-id.ts';
import { defaultRule, type RuleSetting, type RuleSettings } from './config.ts';
import { readCount, readLength } from './read-values.ts';
import type { Placed } from './yaml-source.ts';

/** Rules whose `above` is a number of mails; that of the others is a length of time. */
const countsMails: readonly RuleId[] = ['growth', 'new-failures'];

/** Rules as the file sets them, in front of those that hold otherwise. A rule that is `off` is left out. */
export const readRules = (placed: Placed | undefined, otherwise: RuleSettings): RuleSettings => {
  const given = placed?.entries() ?? new Map<string, Placed>();
  const rules: Partial<Record<RuleId, RuleSetting>> = { ...otherwise };
  for (const [name, setting] of given) {
    const rule = ruleIds.find((id) => id === name);
    if (rule === undefined) {
      throw setting.refuse(`there is no rule '${name}'.`, suggest(name, ruleIds, `There are ${ruleIds.join(', ')}.`));
    }
    // YAML 1.2 reads `off` as a word.
    if (setting.value === 'off' || setting.value === false) delete rules[rule];
    else rules[rule] = readRule(rule, setting, otherwise[rule] ?? defaultRule(rule));
  }
  return rules;
};

const readRule = (rule: RuleId, placed: Placed, base: RuleSetting): RuleSetting => {
  if (placed.value === 'on' || placed.value === true) return base;
  const thresholds = (['above', 'below', 'within'] as const).filter((name) => base[name] !== undefined);
  const known = [...thresholds, 'for', ...(rule === 'new-failures' ? ['classes'] : [])];
  const given = placed.entries(known);
  const read = (name: (typeof thresholds)[number]): RuleSetting => {
    const value = given.get(name);
    if (value === undefined) return { holdMs: base.holdMs };
    const isCount = name === 'above' && countsMails.includes(rule);
    return { holdMs: base.holdMs, [name]: isCount ? readCount(value) : readLength(value) };
  };
  const hold = given.get('for');
  const classes = given.get('classes');
  return {
    ...base,
    ...Object.assign({}, ...thresholds.map(read)),
    ...(classes === undefined ? {} : { classes: readClasses(classes) }),
    holdMs: hold === undefined ? base.holdMs : readLength(hold),
  };
};

const readClasses = (placed: Placed): readonly FailureClass[] => {
  const items = placed.items();
  if (items.length > 0) return items.map(readClass);
  throw placed.refuse(`${placed.name} is an empty list.`, 'Leave it away for all classes, or switch the rule off.');
};

const readClass = (placed: Placed): FailureClass => {
  const found = failureClasses.find((name) => name === placed.value);
  if (found !== undefined) return found;
  const name = String(placed.value);
  throw placed.refuse(
    `there is no failure class '${name}'.`,
    suggest(name, failureClasses, 'queue --format json shows those met.'),
  );
};
