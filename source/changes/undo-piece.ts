import type { Writer } from '../services/postgres/writer.ts';
import { commitAtOnce } from './commit-at-once.ts';
import type { Catalogue } from './database/catalogue.ts';
import { leftWaitingMails } from './database/direct-senders.ts';
import type { DoneStep } from './database/done-step.ts';
import { canForeseeUndo, foreseeUndo } from './database/foresee-undo.ts';
import { RowsMoved } from './database/run-steps.ts';
import { beginTransaction, findSenders, type QueueToLock } from './database/transaction.ts';
import { undoSteps } from './database/undo-steps.ts';
import type { ChangeOptions } from './dependencies.ts';

/** What a piece of a transaction is taken back with. */
export interface PieceUndoing {
  readonly writer: Writer;
  readonly catalogue: Catalogue;
  readonly options: ChangeOptions;
  readonly queue: QueueToLock | null;
  /** When to give up waiting for the queue; performance.now(). */
  readonly waitUntil: number;
}

interface Piece {
  /** Of the plan's transaction that it belongs to. */
  readonly number: number;
  readonly steps: readonly DoneStep[];
}

/** What stays, a sentence each. */
export const undoPiece = async (piece: Piece, undoing: PieceUndoing): Promise<readonly string[]> =>
  (await undoAtOnce(piece, undoing)) ? [] : await undoCarefully(piece, undoing);

/**
 * Where all rows are as they were written, as they mostly are, everything goes in one message, as writeAtOnce does it.
 * Only where the queue's lock keeps other consoles away: this locks rows in no particular order. False, with nothing
 * taken back, where it takes a closer look.
 */
const undoAtOnce = async (
  { number, steps }: Piece,
  { writer, catalogue, options, queue }: PieceUndoing,
): Promise<boolean> => {
  if (queue === null || !steps.every(canForeseeUndo)) return false;
  options.signal?.throwIfAborted();
  const tell = (): void => options.onProgress?.({ kind: 'committing', transaction: number });
  await writer.begin('repeatable read');
  try {
    const [senders, statements] = await Promise.all([
      leftWaitingMails(steps) ? findSenders(writer) : [],
      foreseeUndo(writer, catalogue, steps),
    ]);
    if (senders.length > 0) {
      await writer.rollback();
      return false;
    }
    // Told once it is done: where it is refused nothing has been touched.
    return await commitAtOnce(writer, queue, statements).then(
      (outcome) => {
        if (outcome === 'committed') tell();
        return outcome === 'committed';
      },
      (error: unknown) => {
        // Nobody knows what became of it.
        if (writer.lost) tell();
        throw error;
      },
    );
  } catch (error) {
    await writer.rollback();
    if (error instanceof RowsMoved) return false;
    throw error;
  }
};

const undoCarefully = async (
  { number, steps }: Piece,
  { writer, catalogue, options, queue, waitUntil }: PieceUndoing,
): Promise<readonly string[]> => {
  await beginTransaction(writer, {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    queue,
    awaitsSenders: queue !== null && leftWaitingMails(steps),
    waitUntil,
    onWait: () => options.onProgress?.({ kind: 'waiting-for-queue' }),
  });
  try {
    const left = await undoSteps(writer, catalogue, steps);
    options.onProgress?.({ kind: 'committing', transaction: number });
    await writer.commit();
    return left;
  } catch (error) {
    await writer.rollback();
    throw error;
  }
};
