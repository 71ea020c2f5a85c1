import type { OutsideStep } from '../../domain/change/plan.ts';
import { ProbeError, UserError } from '../../domain/errors.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { createFile } from '../../services/host/create-file.ts';
import { signalCache } from '../../services/odoo/writes/signal-cache.ts';
import { callCronWorkers, makeQueueDue } from '../../services/odoo/writes/wake-queue.ts';
import { endBackend } from '../../services/postgres/end-backend.ts';
import type { Writer } from '../../services/postgres/writer.ts';
import type { QueueToLock } from '../database/transaction.ts';
import type { ChangeDependencies, ChangeOptions } from '../dependencies.ts';
import { Interruption } from '../interruption.ts';
import type { OutsideUndo } from '../journal/journal-events.ts';
import { JournalTrouble, troubleOf } from '../journal/journal-trouble.ts';
import { sha256Of } from '../journal/state-folder.ts';
import { carryOutEdit, prepareEdit } from './edit-file.ts';

export interface OutsideWork {
  readonly dependencies: ChangeDependencies;
  readonly options: ChangeOptions;
  readonly writer: Writer;
  readonly entry: string;
  /** The queue's cron, where there is one. */
  readonly queue: QueueToLock | null;
}

const commandTimeoutMs = 30_000;

/** What a step is called in the journal and to a person, when it was done. */
const describeOutside = (step: OutsideStep): string => {
  switch (step.kind) {
    case 'edit-file':
      return `${step.path}: ${step.edits.map(({ key }) => key).join(', ')}`;
    case 'create-file':
      return `wrote ${step.path}`;
    case 'run-command':
      return `ran ${step.argv.join(' ')}`;
    case 'end-backend':
      return `ended the database session with pid ${step.pid}`;
    case 'signal-cache':
      return "told Odoo's workers to read the system parameters anew";
    case 'wake-queue':
      return "woke Odoo's queue";
    case 'wake-action':
      return `started the scheduled action "${step.name}"`;
  }
};

/** Steps without which what the transactions did has no effect yet: they are done even when the rest was cut short. */
export const followsCommit = ({ kind }: OutsideStep): boolean =>
  kind === 'signal-cache' || kind === 'wake-queue' || kind === 'wake-action';

/**
 * Carries out one step, journalled before and after it. Returns why it was not done, or what of it was not; null when
 * all of it was.
 */
export const runOutside = async (work: OutsideWork, step: OutsideStep, number: number): Promise<string | null> => {
  const { journal } = work.dependencies;
  const words = describeOutside(step);
  work.options.onProgress?.({ kind: 'outside', words });
  try {
    const { undo, carryOut } = await prepare(work, step, number);
    await journal.write({ event: 'outside-ready', entry: work.entry, number, words, undo });
    const missing = await carryOut();
    const trouble = await troubleOf(journal.write({ event: 'outside-ended', entry: work.entry, number, left: null }));
    const unnoted = trouble === null ? undefined : `This was done, and could not be noted: ${words}. ${trouble}.`;
    return [missing, unnoted].filter((one) => one !== undefined).join(' ') || null;
  } catch (error) {
    const isOfTheWorld = error instanceof ProbeError || error instanceof UserError || error instanceof Interruption;
    if (!isOfTheWorld) throw error;
    const left = `Not done (${words}): ${error instanceof JournalTrouble ? `${error.trouble}.` : error.message}`;
    await troubleOf(journal.write({ event: 'outside-ended', entry: work.entry, number, left }));
    return left;
  }
};

interface Prepared {
  readonly undo: OutsideUndo;
  /** Returns what was not done of a step that has its effect all the same. */
  readonly carryOut: () => Promise<string | undefined>;
}

const prepare = async (work: OutsideWork, step: OutsideStep, number: number): Promise<Prepared> => {
  const { dependencies, entry, writer } = work;
  const { odoo, journal } = dependencies;
  const none: OutsideUndo = { kind: 'none' };
  switch (step.kind) {
    case 'edit-file': {
      const prepared = await prepareEdit(step, { journal, entry, number });
      return { undo: prepared.undo, carryOut: () => whole(carryOutEdit(prepared)) };
    }
    case 'create-file':
      return {
        undo: { kind: 'created-file', path: step.path, sha256: sha256Of(Buffer.from(step.content)) },
        carryOut: () => whole(createFile(step.path, step.content, Number.parseInt(step.mode, 8))),
      };
    case 'run-command':
      return { undo: { kind: 'command', argv: step.undo }, carryOut: () => whole(runOrThrow(dependencies, step.argv)) };
    case 'end-backend':
      return { undo: none, carryOut: () => whole(endOrThrow(writer, step)) };
    case 'signal-cache':
      return { undo: none, carryOut: () => whole(signalCache(writer, odoo.version.series)) };
    case 'wake-queue':
      return { undo: none, carryOut: () => wake(work, work.queue) };
    case 'wake-action':
      return { undo: none, carryOut: () => wake(work, { cronId: step.cronId, series: odoo.version.series }) };
  }
};

/** A step that is done wholly or not at all. */
const whole = (work: Promise<void>): Promise<undefined> => work.then(() => undefined);

/** @throws ProbeError saying how the command failed. */
export const runOrThrow = async ({ runCommand }: ChangeDependencies, argv: readonly string[]): Promise<void> => {
  const [program = '', ...args] = argv;
  const result = await runCommand(program, args, { timeoutMs: commandTimeoutMs });
  const fail = (what: string): ProbeError => new ProbeError('process', program, what);
  if (result.kind === 'missing') throw fail(`there is no program ${program} on this machine.`);
  if (result.kind === 'failed') throw fail(`${program} ${result.reason}.`);
  if (result.status !== 0) {
    throw fail(`${program} ended with status ${result.status}: ${(result.errors || result.output).trim()}`);
  }
};

const endOrThrow = async (
  writer: Writer,
  step: Extract<OutsideStep, { readonly kind: 'end-backend' }>,
): Promise<void> => {
  if (await endBackend(writer, step)) return;
  throw new Interruption('stale', `that session is no longer there, so there is nothing to end.`);
};

const wake = async (
  { dependencies: { odoo, openWriter }, writer }: OutsideWork,
  action: QueueToLock | null,
): Promise<string | undefined> => {
  if (action === null) throw new Interruption('failed', 'the scheduled action of the queue was not found.');
  await makeQueueDue(writer, action);
  if (!traitsOf(odoo.version.series).cronTriggers) return undefined;
  try {
    for (const name of await odoo.systemDatabases()) {
      await using maintenance = await openWriter(name, {});
      await callCronWorkers(maintenance, odoo.database);
    }
    return undefined;
  } catch (error) {
    // A pooler that knows Odoo's database alone, or a role that may not connect to the other.
    if (!(error instanceof ProbeError || error instanceof UserError)) throw error;
    return `The run is due now, but Odoo could not be called at once: it looks by itself within a minute. ${error.message}`;
  }
};
