import { applyPurge } from '../../../source/changes/purge/apply-purge.ts';
import { planPurge } from '../../../source/changes/purge/plan-purge.ts';
import { connectChanges } from '../connect-changes.ts';

/** What the process that shall be killed is told, as JSON in its one argument. */
export interface PurgeSentence {
  readonly dsn: string;
  readonly stateHome: string;
  readonly ids: readonly number[];
  /** It kills itself at the first progress of that kind; `archiving` is just before the archive is written. */
  readonly dieAt: string;
}

const { dsn, stateHome, ids, dieAt } = JSON.parse(process.argv[2] ?? '') as PurgeSentence;
const die = (kind: string): void => {
  if (kind === dieAt) process.kill(process.pid, 'SIGKILL');
};
const changes = await connectChanges(dsn, { stateHome });
const { signal } = new AbortController();
const { plan, ...preview } = await planPurge({ odoo: changes.odoo, filestore: undefined }, ids, { signal });
if (plan === undefined) throw new Error('there is nothing to delete');
const { openPrivate } = changes.journal;
const journal = {
  ...changes.journal,
  openPrivate: (entry: string) => {
    // The archive's folder is asked for just before it is written.
    die('archiving');
    return openPrivate(entry);
  },
};
await applyPurge(
  { ...preview, plan },
  undefined,
  { ...changes, journal },
  {
    deadlineMs: 1_000,
    onProgress: ({ kind }) => die(kind),
  },
);
await changes.close();
