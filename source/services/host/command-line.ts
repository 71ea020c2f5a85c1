import { sanitizeLine } from '../../domain/sanitize.ts';
import { Secret } from '../../domain/secret.ts';

/** What an Odoo was told when it was started. A value here beats the same one in odoo.conf. */
export interface OdooCommandLine {
  /** `server` unless another subcommand was named: shell, gevent, db, … */
  readonly subcommand: string;
  readonly config?: string;
  readonly databases?: readonly string[];
  readonly databaseHost?: string;
  readonly databasePort?: number;
  readonly databaseUser?: string;
  readonly databaseFilter?: string;
  readonly workers?: number;
  readonly maxCronThreads?: number;
  readonly limitTimeReal?: number;
  readonly limitTimeRealCron?: number;
  readonly httpEnabled: boolean;
  readonly logFile?: string;
  readonly syslog: boolean;
  readonly smtpServer?: string;
  readonly smtpPort?: number;
  /** True where --smtp-ssl stands; it cannot be switched off there. */
  readonly smtpStartTls?: true;
  /** The same of --proxy-mode. */
  readonly proxyMode?: true;
  readonly smtpUser?: string;
  readonly smtpPassword?: Secret;
  readonly smtpCertificateFile?: string;
  readonly smtpPrivateKeyFile?: string;
  readonly emailFrom?: string;
  /** Comma-separated. */
  readonly fromFilter?: string;
  readonly stopAfterInit: boolean;
  /** The whole line for a person, with passwords masked. */
  readonly shown: string;
}

const programs = ['odoo-bin', 'odoo-bin.py', 'odoo', 'odoo.py', 'odoo-server', 'openerp-server', 'openerp-server.py'];
const interpreter = /^(?:python|pypy)[\d.]*$/;

/** The options this reader knows and whether they take a value (odoo/tools/config.py of 14–19). */
const known: ReadonlyMap<string, 'value' | 'flag'> = new Map([
  ['--config', 'value'],
  ['--database', 'value'],
  ['--db_host', 'value'],
  ['--db_port', 'value'],
  ['--db_user', 'value'],
  ['--db_password', 'value'],
  ['--db-system', 'value'],
  ['--db-filter', 'value'],
  ['--workers', 'value'],
  ['--max-cron-threads', 'value'],
  ['--limit-time-real', 'value'],
  ['--limit-time-real-cron', 'value'],
  ['--no-http', 'flag'],
  ['--no-xmlrpc', 'flag'],
  ['--logfile', 'value'],
  ['--syslog', 'flag'],
  ['--smtp', 'value'],
  ['--smtp-port', 'value'],
  ['--smtp-ssl', 'flag'],
  ['--proxy-mode', 'flag'],
  ['--smtp-user', 'value'],
  ['--smtp-password', 'value'],
  ['--smtp-ssl-certificate-filename', 'value'],
  ['--smtp-ssl-private-key-filename', 'value'],
  ['--email-from', 'value'],
  ['--from-filter', 'value'],
  ['--stop-after-init', 'flag'],
]);

const short: ReadonlyMap<string, string> = new Map([
  ['-c', '--config'],
  ['-d', '--database'],
  ['-r', '--db_user'],
  ['-w', '--db_password'],
]);

const secret = new Set(['--db_password', '--smtp-password']);

/** Reads the arguments of a process. Undefined when it is no Odoo. */
export const parseOdooCommandLine = (argv: readonly string[]): OdooCommandLine | undefined => {
  const start = findProgram(argv);
  if (start === undefined) return undefined;
  const rest = argv.slice(start + 1);
  const subcommand = rest[0] !== undefined && /^[a-z][a-z_]*$/.test(rest[0]) ? rest[0] : undefined;
  const { values, shown } = readOptions(subcommand === undefined ? rest : rest.slice(1));
  const prefix = argv.slice(0, start + 1).concat(subcommand ?? []);
  return {
    subcommand: subcommand ?? 'server',
    httpEnabled: !values.has('--no-http') && !values.has('--no-xmlrpc'),
    syslog: values.has('--syslog'),
    stopAfterInit: values.has('--stop-after-init'),
    shown: sanitizeLine([...prefix, ...shown].join(' ')),
    ...(values.has('--smtp-ssl') ? { smtpStartTls: true as const } : {}),
    ...(values.has('--proxy-mode') ? { proxyMode: true as const } : {}),
    ...pickPassword(values.get('--smtp-password')),
    ...pickTexts(values),
    ...pickNumbers(values),
  };
};

/** The place of Odoo's program among the arguments: the first one, or the script that a Python runs. */
const findProgram = (argv: readonly string[]): number | undefined => {
  const isOdoo = (argument: string | undefined): boolean => programs.includes(baseName(argument));
  if (isOdoo(argv[0])) return 0;
  if (!interpreter.test(baseName(argv[0]))) return undefined;
  const module = argv.indexOf('-m');
  if (module !== -1 && isOdoo(argv[module + 1])) return module + 1;
  // -W and -X take a value of their own; every other option before the script stands alone.
  const script = argv.findIndex(
    (argument, index) => index > 0 && !argument.startsWith('-') && !['-W', '-X'].includes(argv[index - 1] ?? ''),
  );
  return script !== -1 && isOdoo(argv[script]) ? script : undefined;
};

const baseName = (path: string | undefined): string => path?.slice(path.lastIndexOf('/') + 1) ?? '';

interface ReadOptions {
  readonly values: ReadonlyMap<string, string>;
  readonly shown: readonly string[];
}

/** optparse's rules: `--name value`, `--name=value`, `-nvalue`, and an unambiguous beginning of a long name. */
const readOptions = (args: readonly string[]): ReadOptions => {
  const values = new Map<string, string>();
  const shown: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    const { name, attached } = splitOption(argument);
    if (name === undefined) {
      shown.push(argument);
      continue;
    }
    const takesNext = known.get(name) === 'value' && attached === undefined;
    if (takesNext) index += 1;
    const value = attached ?? (takesNext ? (args[index] ?? '') : '');
    values.set(name, value);
    shown.push(...showOption(argument, name, takesNext ? value : undefined));
  }
  return { values, shown };
};

const showOption = (argument: string, name: string, next: string | undefined): readonly string[] => {
  if (!secret.has(name)) return next === undefined ? [argument] : [argument, next];
  return next === undefined ? [`${name}=••••`] : [argument, '••••'];
};

const splitOption = (argument: string): { readonly name?: string; readonly attached?: string } => {
  if (argument.startsWith('--')) {
    const equals = argument.indexOf('=');
    const name = resolveLong(equals === -1 ? argument : argument.slice(0, equals));
    return {
      ...(name === undefined ? {} : { name }),
      ...(equals === -1 ? {} : { attached: argument.slice(equals + 1) }),
    };
  }
  const name = short.get(argument.slice(0, 2));
  if (name === undefined) return {};
  return argument.length > 2 ? { name, attached: argument.slice(2) } : { name };
};

const resolveLong = (given: string): string | undefined => {
  if (known.has(given)) return given;
  const matches = [...known.keys()].filter((name) => name.startsWith(given));
  return matches.length === 1 && given.length > 4 ? matches[0] : undefined;
};

type Texts = Pick<
  OdooCommandLine,
  | 'config'
  | 'databases'
  | 'databaseHost'
  | 'databaseUser'
  | 'databaseFilter'
  | 'logFile'
  | 'smtpServer'
  | 'smtpUser'
  | 'smtpCertificateFile'
  | 'smtpPrivateKeyFile'
  | 'emailFrom'
  | 'fromFilter'
>;
type Numbers = Pick<
  OdooCommandLine,
  'databasePort' | 'workers' | 'maxCronThreads' | 'limitTimeReal' | 'limitTimeRealCron' | 'smtpPort'
>;

const textOptions: ReadonlyMap<string, keyof Texts> = new Map([
  ['--config', 'config'],
  ['--db_host', 'databaseHost'],
  ['--db_user', 'databaseUser'],
  ['--db-filter', 'databaseFilter'],
  ['--logfile', 'logFile'],
  ['--smtp', 'smtpServer'],
  ['--smtp-user', 'smtpUser'],
  ['--smtp-ssl-certificate-filename', 'smtpCertificateFile'],
  ['--smtp-ssl-private-key-filename', 'smtpPrivateKeyFile'],
  ['--email-from', 'emailFrom'],
  ['--from-filter', 'fromFilter'],
]);

const numberOptions: ReadonlyMap<string, keyof Numbers> = new Map([
  ['--db_port', 'databasePort'],
  ['--workers', 'workers'],
  ['--max-cron-threads', 'maxCronThreads'],
  ['--limit-time-real', 'limitTimeReal'],
  ['--limit-time-real-cron', 'limitTimeRealCron'],
  ['--smtp-port', 'smtpPort'],
]);

const pickPassword = (password: string | undefined): Pick<OdooCommandLine, 'smtpPassword'> =>
  password === undefined || password === '' ? {} : { smtpPassword: new Secret(password) };

const pickTexts = (values: ReadonlyMap<string, string>): Texts => {
  const given = [...textOptions].flatMap(([name, property]) => {
    const value = values.get(name);
    return value === undefined || value === '' ? [] : [[property, sanitizeLine(value)]];
  });
  const databases = (values.get('--database') ?? '').split(',').map((name) => sanitizeLine(name));
  const named = databases.filter((name) => name !== '');
  return { ...Object.fromEntries(given), ...(named.length === 0 ? {} : { databases: named }) };
};

const pickNumbers = (values: ReadonlyMap<string, string>): Numbers => {
  const given = [...numberOptions].flatMap(([name, property]) => {
    const value = Number(values.get(name) ?? Number.NaN);
    return Number.isSafeInteger(value) ? [[property, value]] : [];
  });
  return Object.fromEntries(given);
};
