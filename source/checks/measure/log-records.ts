import { type LogRecord, parseLog } from '../../domain/odoo/odoo-log.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import type { LogPlace } from '../../services/host/log.ts';
import { readLog } from '../../services/host/log-tail.ts';
import { runCommand } from '../../services/host/run-command.ts';
import type { CheckContext } from '../context.ts';
import { describeLog, locateLog } from './read-odoo-log.ts';
import { sharedByName } from './shared.ts';

/** What Odoo logged of late, or the sentence that says why it was not read. */
export type LoggedRecords =
  | { readonly kind: 'read'; readonly records: readonly LogRecord[]; readonly place: string }
  | { readonly kind: 'unread'; readonly sentence: string };

/** The end of Odoo's log back to then, where it can be read from here. Cost: some megabytes of a file, or the journal. */
export const readLogRecords = async (context: CheckContext, since: Date): Promise<LoggedRecords> =>
  await readSince(context, since.toISOString());

const readSince = sharedByName(async (context: CheckContext, since: string): Promise<LoggedRecords> => {
  const { host, signal } = context;
  const place = await findReadable(context);
  if (place === undefined) {
    return { kind: 'unread', sentence: "Odoo's log was not read: where it is written is not seen from here." };
  }
  const run = host.kind === 'here' ? host.run : runCommand;
  const tail = await readLog(place, new Date(since), { run, signal });
  if (tail.kind === 'unread')
    return { kind: 'unread', sentence: endSentence(`${describeLog(place)} could not be read: ${tail.why}`) };
  return { kind: 'read', records: parseLog(tail.text), place: describeLog(place) };
});

/** A world without a machine of its own has its log where its odoo.conf says. */
const findReadable = async (context: CheckContext): Promise<LogPlace | undefined> => {
  const path = context.target.settings.logFile.value;
  if (context.host.kind === 'elsewhere') return path === undefined ? undefined : { kind: 'file', path };
  return await locateLog(context);
};
