import type { Evidence } from '../../domain/finding/evidence.ts';
import { findLogRecord, type LogQuestion, parseLog, quoteRecord } from '../../domain/odoo/odoo-log.ts';
import { formatClock } from '../../domain/wording/duration.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import { readLogTail } from '../../services/host/log-tail.ts';
import type { CheckContext } from '../context.ts';
import { locateLog } from './read-odoo-log.ts';

export interface LogExcerpt {
  /** What the log says at that time, or why it was not read; undefined where it is no file of this machine. */
  readonly sentence: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** The record of Odoo's log about an error, with the end of its traceback. Cost: the end of a file. */
export const readLogExcerpt = async (
  context: CheckContext,
  question: Omit<LogQuestion, 'database'>,
): Promise<LogExcerpt> => {
  const { target, now } = context;
  const place = await locateLog(context);
  if (place?.kind !== 'file') return { sentence: undefined, evidence: [] };
  const { path } = place;
  const started = now();
  const tail = await readLogTail(path, question.from);
  if (tail.kind === 'unread')
    return { sentence: endSentence(`The log ${path} could not be read: ${tail.why}`), evidence: [] };
  const record = findLogRecord(parseLog(tail.text), { ...question, database: target.address.database });
  if (record === undefined) return { sentence: undefined, evidence: [] };
  const words = quoteRecord(record);
  return {
    sentence: `The log says at ${formatClock(record.at, now())}: ${words}`,
    evidence: [
      {
        kind: 'file',
        asked: `${path}, ${record.at.toISOString()}`,
        answer: words,
        at: started.toISOString(),
        durationMs: now().getTime() - started.getTime(),
      },
    ],
  };
};
