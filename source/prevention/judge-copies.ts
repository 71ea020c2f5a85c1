import type { Finding } from '../domain/finding/finding.ts';
import { countOf } from '../domain/wording/count.ts';

/** Another database of the cluster with the same database.uuid. */
export interface CopyOfDatabase {
  readonly name: string;
  /** Whether it is marked as one that must not send; undefined where it could not be read. */
  readonly isNeutralized: boolean | undefined;
}

type Judged = Pick<Finding, 'status' | 'summary'> & { readonly detail?: string };

const names = (copies: readonly CopyOfDatabase[]): string => copies.map(({ name }) => `'${name}'`).join(', ');

/** Whether a copy of this database could write to the same customers. */
export const judgeCopies = (copies: readonly CopyOfDatabase[], unread: number): Judged => {
  const able = copies.filter(({ isNeutralized }) => isNeutralized === false);
  if (able.length > 0) {
    return {
      status: 'warn',
      summary: `${names(able)} ${able.length === 1 ? 'carries' : 'carry'} the same database.uuid and ${able.length === 1 ? 'is' : 'are'} not neutralized: a copy that an Odoo serves writes to the same customers.`,
      detail:
        'odoo-bin neutralize (16 and later) switches the mail and the scheduled actions of a copy off; give it another database.uuid as well, or drop it.',
    };
  }
  const unknown = copies.filter(({ isNeutralized }) => isNeutralized === undefined);
  if (unknown.length > 0) {
    const summary = `${names(unknown)} carries the same database.uuid; whether it is neutralized could not be read.`;
    return { status: 'unknown', summary };
  }
  if (unread > 0) {
    const summary = `${countOf(unread, 'database of the server', 'databases of the server')} could not be looked into, so whether a copy of this one is among them is not known.`;
    const detail = 'A role that may connect to them tells (CONNECT on the database, SELECT on ir_config_parameter).';
    return { status: 'unknown', summary, detail };
  }
  return {
    status: 'ok',
    summary:
      copies.length === 0
        ? 'No other database of this PostgreSQL server carries the same database.uuid.'
        : `${names(copies)} ${copies.length === 1 ? 'is a copy of this database and' : 'are copies of this database and'} neutralized.`,
  };
};
