import {
  type Forbidden,
  type MailAndMessage,
  type SendNow,
  type SendOptions,
  type SendOutcome,
  sendInBatches,
} from '../../domain/change/send-now.ts';
import { UserError } from '../../domain/errors.ts';
import { sanitize } from '../../domain/sanitize.ts';
import { type Ending, runFed } from './run-fed.ts';
import type { ShellAccount, ShellFiles } from './shell-account.ts';
import { accessScript, readAccessAnswer, readScriptAnswer, sendScript } from './shell-script.ts';

export interface ShellOptions extends ShellFiles {
  readonly database: string;
  readonly account: ShellAccount;
  /** Who we are: root may become the account, the account itself needs nothing, everybody else is refused. */
  readonly ownUid: number;
  /** For one run: a batch, and the seconds that Odoo takes to start. */
  readonly timeoutMs: number;
  /** database.uuid of the database that we read; left out: not known. */
  readonly uuid?: string;
}

/** Starting Odoo takes seconds, so more at once than over RPC; an outcome still comes every few minutes. */
const batchSize = 200;
/** A batch goes silent when the shell has ended; what it left in PostgreSQL is over soon after, ms. */
const endsWithinMs = 10_000;

/**
 * `odoo-bin shell`, run as Odoo's account (odoo/cli/shell.py: what stands on standard input is executed with `env`).
 * @throws UserError when we may not become that account, or the database's name would mean several.
 */
export const openShell = (options: ShellOptions): SendNow => {
  const { account, ownUid, database, program } = options;
  if (account.uid === 0 || (ownUid !== 0 && ownUid !== account.uid)) {
    const message = `The shell of Odoo runs as its own account, ${account.user}, which you are not.`;
    throw new UserError(message, `Run it with sudo, or as: sudo -u ${account.user} odoo-mail-doctor …`);
  }
  if (database.includes(',')) throw new UserError(`Odoo's shell takes '${database}' for several databases.`);
  return {
    way: `through ${program} shell as ${account.user}`,
    endsWithinMs,
    send: (ids, sendOptions = {}) =>
      sendInBatches(
        ids,
        batchSize,
        async (batch) => toOutcome(batch, await run(options, sendScript(batch), sendOptions)),
        sendOptions,
      ),
    findForbidden: (mails, askOptions = {}) => findForbidden(options, mails, askOptions),
  };
};

const findForbidden = async (
  options: ShellOptions,
  mails: readonly MailAndMessage[],
  askOptions: SendOptions,
): Promise<Forbidden> => {
  if (mails.length === 0) return { ids: [], unasked: 0, isUnknown: false };
  const ending = await run(options, accessScript(mails), askOptions);
  if (ending.kind === 'not-started') throw new UserError(`odoo-bin ${ending.reason}.`, 'Check --odoo-bin.');
  const answer = readAccessAnswer(ending.output);
  if (answer === undefined) return { ids: [], unasked: 0, isUnknown: true };
  if (options.uuid !== undefined && answer.uuid !== options.uuid) {
    throw new UserError(
      `The database '${options.database}' of ${options.program} is not the one that we read: its database.uuid is another.`,
      'Check -c and -d: mails of another database would be sent.',
    );
  }
  return { ids: answer.forbidden, unasked: 0, isUnknown: false };
};

const run = (options: ShellOptions, input: string, { signal }: SendOptions): Promise<Ending> => {
  const { account, ownUid, program, config, database, timeoutMs } = options;
  const folders = ['/usr/local/bin', '/usr/bin', '/bin'];
  return runFed({
    program,
    args: ['shell', '-c', config, '-d', database, '--no-http'],
    input,
    // Nothing of ours: our environment may hold keys and passwords.
    env: {
      PATH: (account.pythonFolder === undefined ? folders : [account.pythonFolder, ...folders]).join(':'),
      HOME: account.home,
      USER: account.user,
      LOGNAME: account.user,
      LANG: 'C.UTF-8',
    },
    ...(ownUid === 0 ? { identity: { uid: account.uid, gid: account.gid } } : {}),
    timeoutMs,
    ...(signal === undefined ? {} : { signal }),
  });
};

const toOutcome = (ids: readonly number[], ending: Ending): SendOutcome => {
  if (ending.kind === 'not-started')
    return { kind: 'refused', ids, words: `odoo-bin ${ending.reason}.`, hasBegun: false };
  const answer = readScriptAnswer(ending.output);
  if (answer.kind === 'sent') return { kind: 'done', ids };
  if (answer.kind === 'raised') return { kind: 'refused', ids, words: `Odoo said: ${answer.words}`, hasBegun: true };
  const how = ending.kind === 'ended' ? `ended with status ${ending.status}` : ending.reason;
  const last = lastLine(ending.errors);
  if (answer.kind === 'not-begun')
    return { kind: 'refused', ids, words: `odoo-bin shell ${how} before it sent${last}.`, hasBegun: false };
  return { kind: 'unknown', ids, words: `odoo-bin shell ${how} while it sent${last}.` };
};

/** A Python that dies says why on its last line. */
const lastLine = (errors: string): string => {
  const line = sanitize(errors).trimEnd().split('\n').at(-1)?.trim().slice(0, 300) ?? '';
  return line === '' ? '' : ` (${line.replace(/\.$/, '')})`;
};
