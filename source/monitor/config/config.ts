import type { FailureClass } from '../../domain/replies/classes/index.ts';
import type { Secret } from '../../domain/secret.ts';
import { type RuleId, ruleFacts, ruleIds } from '../rules/rule-id.ts';
import { parseLength } from './parse-length.ts';

/** A rule as it is to be judged: lengths of time in ms. */
export interface RuleSetting {
  /** A length of time, or a number of mails; undefined where the rule has no such threshold. */
  readonly above?: number;
  readonly below?: number;
  readonly within?: number;
  readonly holdMs: number;
  /** Failure classes that it is about; all where left out. */
  readonly classes?: readonly FailureClass[];
}

/** Rules that are off are left out. */
export type RuleSettings = Readonly<Partial<Record<RuleId, RuleSetting>>>;

export type NotifierSetting =
  | {
      readonly kind: 'mail';
      readonly name: string;
      readonly from: string;
      readonly to: readonly string[];
      /** Tried in this order, those that the sick Odoo sends through last. */
      readonly servers: readonly MailRoute[];
    }
  | {
      readonly kind: 'webhook';
      readonly name: string;
      /** Its address is a secret: who knows it may write. */
      readonly url: Secret;
      readonly format: 'json' | 'slack' | 'teams';
      readonly timeoutMs: number;
    }
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly run: readonly [program: string, ...args: string[]];
      readonly timeoutMs: number;
    };

export interface MailRoute {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on. */
  readonly secure: boolean;
  /** STARTTLS is a must: whoever logs in over a network. */
  readonly requireTls: boolean;
  readonly user?: string;
  readonly password?: Secret;
}

export interface MonitorConfig {
  readonly everyMs: number;
  readonly examineMs: number;
  readonly repeatMs: number;
  readonly rules: RuleSettings;
  /** Rules of single databases, in front of the others. */
  readonly databases: Readonly<Record<string, { readonly rules: RuleSettings; readonly line: number }>>;
  readonly notifiers: readonly NotifierSetting[];
}

export const defaultTimes = { every: '1m', examine: '1h', repeat: '4h' } as const;

export const defaultRule = (id: RuleId): RuleSetting => {
  const { for: hold, ...facts }: { for: string; above?: string | number; below?: string; within?: string } =
    ruleFacts[id];
  const length = (text: string | number): number => (typeof text === 'number' ? text : (parseLength(text) ?? 0));
  return {
    ...(facts.above === undefined ? {} : { above: length(facts.above) }),
    ...(facts.below === undefined ? {} : { below: length(facts.below) }),
    ...(facts.within === undefined ? {} : { within: length(facts.within) }),
    holdMs: length(hold),
  };
};

export const defaultRules: RuleSettings = Object.fromEntries(ruleIds.map((id) => [id, defaultRule(id)]));

/** The rules of one database. */
export const rulesFor = ({ rules, databases }: MonitorConfig, database: string): RuleSettings =>
  databases[database]?.rules ?? rules;
