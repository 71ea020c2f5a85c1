import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProbeError, UsageError, UserError } from '../../domain/errors.ts';
import { findOdooProcesses } from '../../services/host/odoo-processes.ts';
import { listPasswordEntries } from '../../services/postgres/connect-password.ts';
import { chooseDatabases, SeveralDatabases } from '../../target/choose-databases.ts';
import { type Machine, thisMachine } from '../../target/machine.ts';
import { TargetNotFound } from '../../target/not-found.ts';
import { resolveTarget, type Target } from '../../target/target.ts';
import type { ConnectionForm, FormTrial, Refusal, SetupSource } from '../../ui/setup/source.ts';
import type { CommandContext } from '../../world/command.ts';
import { listOdooDatabases, openDatabase } from '../../world/open-target.ts';
import { contextForForm } from './context-for-form.ts';
import { tellPlaces } from './places.ts';

/**
 * What the set-up screen shows after this failure; undefined where another connection would not help: the command line
 * itself is wrong.
 */
export const createSetupFeed = async (
  context: CommandContext,
  failure: Error,
  machine: Machine = thisMachine(),
): Promise<SetupSource | undefined> => {
  if (failure instanceof UsageError || !(failure instanceof UserError || failure instanceof ProbeError))
    return undefined;
  const { options, env } = context;
  const target = await resolveTarget({ options, env, machine }).catch(() => undefined);
  const searched =
    target ??
    (await resolveTarget({ options: { ...options, dsn: 'host=localhost user=odoo' }, env, machine }).catch(
      () => undefined,
    ));
  // A file that was named and is not there: no form mends that.
  if (searched === undefined) return undefined;
  const passwordFile = target?.server.passwordFile ?? join(machine.home, '.pgpass');
  const [odoos, sockets, passwordLines] = await Promise.all([
    findOdoos(context),
    listSockets(machine.socketFolders),
    listPasswordEntries(passwordFile),
  ]);
  const attempts = failure instanceof TargetNotFound ? failure.attempts : searched.search;
  const read = searched.configuration?.path;
  return {
    reason: failure instanceof TargetNotFound ? nothingFound : toRefusal(failure),
    places: tellPlaces({
      attempts,
      home: machine.home,
      env,
      odoos,
      sockets,
      socketFolders: machine.socketFolders,
      passwordFile,
      passwordLines: passwordLines.length,
    }),
    configurations:
      'unseen' in odoos
        ? []
        : odoos.flatMap(({ pid, config }) =>
            config === undefined || config === read ? [] : [{ path: config, why: `Odoo's process ${pid} reads it` }],
          ),
    passwordLines,
    first: target === undefined ? withoutTarget(passwordLines, sockets) : fromTarget(target, options.database),
    try: (form, { signal }) =>
      tryForm(contextForForm({ ...context, signal: AbortSignal.any([context.signal, signal]) }, form), form, signal),
  };
};

/** Where was looked stands below it. */
const nothingFound: Refusal = {
  message: 'No odoo.conf was found, and nothing names a database.',
  tryThis: 'Say below where the database is, or start with --dsn postgres://… or -c FILE.',
};

const toRefusal = (error: Error): Refusal => ({
  message: error.message,
  tryThis: error instanceof UserError ? error.tryThis : undefined,
});

const findOdoos = async ({ now, signal }: CommandContext) => {
  const seen = await findOdooProcesses({ roots: { proc: '/proc', etc: '/etc', root: '/' }, now, signal });
  return seen.kind === 'unknown'
    ? { unseen: seen.reason }
    : seen.value.map(({ pid, commandLine }) => ({ pid, config: commandLine.config }));
};

const listSockets = async (folders: readonly string[]): Promise<readonly string[]> => {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => /^\.s\.PGSQL\.\d+$/.test(name)).map((name) => join(folder, name));
    }),
  );
  return found.flat();
};

const fromTarget = ({ server, databases }: Target, named: string | undefined): ConnectionForm => ({
  host: server.host,
  port: String(server.port),
  user: server.user,
  password: server.password?.reveal() ?? '',
  tls: server.tls?.mode ?? 'prefer',
  database: named ?? (databases.value.length === 1 ? (databases.value[0] ?? '') : ''),
});

/** The first server that ~/.pgpass knows, else the one whose socket is here. */
const withoutTarget = (
  lines: Awaited<ReturnType<typeof listPasswordEntries>>,
  [socket]: readonly string[],
): ConnectionForm => {
  const said = (text: string | undefined): string => (text === undefined || text === '*' ? '' : text);
  const line = lines.find(({ host }) => said(host) !== '');
  const place = line ?? { host: socket === undefined ? '' : dirname(socket), port: socket?.split('.').at(-1) };
  return {
    host: said(place.host),
    port: said(place.port),
    user: said(line?.user),
    password: '',
    tls: 'prefer',
    database: said(line?.database),
  };
};

/** Connects as the console would, and lets go again. */
const tryForm = async (context: CommandContext, form: ConnectionForm, signal: AbortSignal): Promise<FormTrial> => {
  try {
    const resolved = await resolveTarget(context);
    // What a failure advises to check is the form, not the ways in which it is handed on.
    const told = { host: 'this form', port: 'this form', user: 'this form', sslmode: 'this form' };
    const password = form.password === '' ? {} : { password: 'this form' };
    const target = { ...resolved, server: { ...resolved.server, told: { ...told, ...password } } };
    const [address] = chooseDatabases(target, await listOdooDatabases(context, target));
    if (address === undefined) throw new Error('chooseDatabases returned no database');
    await using _opened = await openDatabase(context, address, target);
    return { kind: 'opens' };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SeveralDatabases) return { kind: 'several', names: error.names };
    if (error instanceof UserError || error instanceof ProbeError) return { kind: 'refused', ...toRefusal(error) };
    throw error;
  }
};
