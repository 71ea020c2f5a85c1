import { accountClasses } from './accounts-classes.ts';
import { authenticationClasses } from './authentication-classes.ts';
import type { ClassFacts } from './class-facts.ts';
import { connectionClasses } from './connection-classes.ts';
import { odooClasses } from './odoo-classes.ts';
import { paceClasses } from './pace-classes.ts';
import { policyClasses } from './policy-classes.ts';
import { recipientClasses } from './recipients-classes.ts';
import { reputationClasses } from './reputation-classes.ts';
import { senderClasses } from './senders-classes.ts';
import { tlsClasses } from './tls-classes.ts';

const classes = {
  ...accountClasses,
  ...authenticationClasses,
  ...connectionClasses,
  ...odooClasses,
  ...paceClasses,
  ...policyClasses,
  ...recipientClasses,
  ...reputationClasses,
  ...senderClasses,
  ...tlsClasses,
  unknown: {
    title: 'not recognised',
    cause: null,
    owner: 'odoo',
    retry: 'fix',
    advice:
      'These words are not known to this program. Read the server’s text, look in the Odoo log at the same minute for more, and ask the provider’s support with both.',
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;

/** Every meaning a failure can have; the list is closed and part of the CLI contract. */
export type FailureClass = keyof typeof classes;

/** The causes of the wizard that a stored failure can point at. */
export type FailureCause = Exclude<(typeof classes)[FailureClass]['cause'], null>;

/** What is said of one class, with the cause narrowed to those that a failure can have. */
export interface Meaning extends ClassFacts {
  readonly cause: FailureCause | null;
}

const meanings: Readonly<Record<FailureClass, Meaning>> = classes;

/** All classes by name. */
export const failureClasses: readonly FailureClass[] = Object.keys(classes)
  .filter((name): name is FailureClass => name in classes)
  .sort((a, b) => (a < b ? -1 : 1));

/** What a class means: who must act, whether a retry helps, and what to do. Every class has one. */
export const meaningOf = (failureClass: FailureClass): Meaning => meanings[failureClass];
