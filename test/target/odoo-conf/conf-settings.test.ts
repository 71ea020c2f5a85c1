import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import {
  defaultSettings,
  type OdooConfiguration,
  type OdooSettings,
  readConfiguration,
} from '../../../source/target/odoo-conf/conf-settings.ts';

const path = '/etc/odoo/odoo.conf';

const read = (body: string, series?: OdooSeries): OdooConfiguration =>
  readConfiguration({ path, text: `[options]\n${body}\n`, faults: [] }, series);

const settingOf = (name: keyof OdooSettings, body: string, series?: OdooSeries): unknown =>
  read(body, series).settings[name].value;

const messages = (configuration: OdooConfiguration): readonly string[] =>
  configuration.problems.map(({ message }) => message);

describe('values', () => {
  test.each<[keyof OdooSettings, string, unknown]>([
    ['dbHost', 'db_host = db.internal', 'db.internal'],
    ['dbHost', 'db_host = False', undefined],
    ['dbHost', 'db_host = None', undefined],
    ['dbHost', 'db_host =', undefined],
    ['dbPort', 'db_port = 5433', 5433],
    ['dbPort', 'db_port = False', undefined],
    ['dbPort', 'db_port = None', undefined],
    ['dbUser', 'db_user = odoo', 'odoo'],
    ['dbNames', 'db_name = acme', ['acme']],
    ['dbNames', 'db_name = acme, test ,', ['acme', 'test']],
    ['dbNames', 'db_name = False', []],
    ['dbFilter', 'dbfilter = ^%d$', '^%d$'],
    ['dbSslMode', 'db_sslmode = verify-full', 'verify-full'],
    ['dbMaxConnections', 'db_maxconn = 128', 128],
    ['listDatabases', 'list_db = False', false],
    ['smtpServer', 'smtp_server = smtp.example.com', 'smtp.example.com'],
    ['smtpServer', 'smtp_server = False', 'localhost'],
    ['smtpPort', 'smtp_port = 587', 587],
    ['smtpPort', 'smtp_port = 0x24B', 587],
    ['smtpPort', 'smtp_port = 01113', 587],
    ['smtpPort', 'smtp_port = False', 25],
    ['smtpStartTls', 'smtp_ssl = True', true],
    ['smtpStartTls', 'smtp_ssl = true', true],
    ['smtpUser', 'smtp_user = office@example.com', 'office@example.com'],
    ['smtpCertificateFile', 'smtp_ssl_certificate_filename = /c.pem', '/c.pem'],
    ['smtpPrivateKeyFile', 'smtp_ssl_private_key_filename = /k.pem', '/k.pem'],
    ['emailFrom', 'email_from = office@example.com', 'office@example.com'],
    ['fromFilter', 'from_filter = example.com, example.org', ['example.com', 'example.org']],
    ['workers', 'workers = 4', 4],
    ['workers', 'workers = +4', 4],
    ['maxCronThreads', 'max_cron_threads = 0', 0],
    ['httpEnabled', 'xmlrpc = False', false],
    ['limitTimeCpu', 'limit_time_cpu = 600', 600],
    ['limitTimeReal', 'limit_time_real = 1200', 1200],
    ['limitTimeRealCron', 'limit_time_real_cron = -1', -1],
    ['limitMemorySoft', 'limit_memory_soft = 2_147_483_648', 2_147_483_648],
    ['logFile', 'logfile = /var/log/odoo/odoo-server.log', '/var/log/odoo/odoo-server.log'],
    ['logFile', 'logfile = None', undefined],
    ['syslog', 'syslog = True', true],
    ['logHandlers', 'log_handler = :INFO,odoo.sql_db:DEBUG', [':INFO', 'odoo.sql_db:DEBUG']],
    ['logLevel', 'log_level = debug', 'debug'],
    ['dataDir', 'data_dir = /srv/odoo', '/srv/odoo'],
    ['proxyMode', 'proxy_mode = True', true],
    ['addonsPath', 'addons_path = /a,\n  /b', ['/a', '/b']],
    ['serverWideModules', 'server_wide_modules = base,web,queue_job', ['base', 'web', 'queue_job']],
  ])('%s of "%s"', (name, body, expected) => {
    const configuration = read(body);

    expect(configuration.settings[name].value).toEqual(expected);
    expect(configuration.problems).toEqual([]);
  });

  test('remember the line they come from', () => {
    const { settings } = read('# comment\n\nworkers = 2');

    expect(settings.workers).toEqual({ value: 2, origin: { kind: 'file', path, line: 4 } });
    expect(settings.maxCronThreads.origin).toEqual({ kind: 'default', name: "Odoo's default" });
  });

  test('that are passwords cannot be printed', () => {
    const { settings } = read('db_password = hunter2\nsmtp_password = hunter3');

    expect(settings.dbPassword.value?.reveal()).toBe('hunter2');
    expect(settings.smtpPassword.value?.reveal()).toBe('hunter3');
    expect(JSON.stringify(settings) + inspect(settings, { depth: null })).not.toMatch(/hunter/);
  });

  test('lose the control characters that a terminal would obey', () => {
    expect(settingOf('smtpServer', 'smtp_server = smtp\u001b[31m.example.com')).toBe('smtp.example.com');
  });
});

describe('values that versions read differently', () => {
  test.each<[string, keyof OdooSettings, string, OdooSeries, unknown]>([
    ['False as a number is 0 up to 18', 'maxCronThreads', 'max_cron_threads = False', 18, 0],
    ['False as a number is skipped by 19', 'maxCronThreads', 'max_cron_threads = False', 19, 2],
    ['0 is true up to 18', 'smtpStartTls', 'smtp_ssl = 0', 17, true],
    ['0 is false for 19', 'smtpStartTls', 'smtp_ssl = 0', 19, false],
    ['yes is true for 19', 'proxyMode', 'proxy_mode = yes', 19, true],
    ['an empty value is false up to 18', 'listDatabases', 'list_db =', 16, false],
    ['base and web are always loaded up to 18', 'serverWideModules', '', 18, ['base', 'web']],
    ['rpc joins them in 19', 'serverWideModules', '', 19, ['base', 'rpc', 'web']],
  ])('%s', (_, name, body, series, expected) => {
    expect(settingOf(name, body, series)).toEqual(expected);
  });
});

describe('one sentence with file and line for', () => {
  test.each([
    ['a number that is none', 'workers = abc', "workers is 'abc', which is not a whole number."],
    [
      'a comment after a value',
      'workers = 2 ; two',
      "workers is '2 ; two', which is not a whole number (odoo.conf has no comments after a value).",
    ],
    ['a number with a fraction', 'limit_time_real = 1.5', "limit_time_real is '1.5', which is not a whole number."],
    ['a port out of range', 'smtp_port = 70000', "smtp_port is '70000', which is not a port, 1 to 65535."],
    ['a yes or no that is neither', 'smtp_ssl = maybe', "smtp_ssl is 'maybe', which is not True or False."],
    [
      'a TLS mode that is none',
      'db_sslmode = strict',
      "db_sslmode is 'strict', which is not one of disable, allow, prefer, require, verify-ca, verify-full.",
    ],
    ['a key that is set twice', 'workers = 1\nworkers = 2', 'workers is set a second time, after line 2'],
  ])('%s', (_, body, message) => {
    const [problem, ...others] = messages(read(body));

    expect(problem).toMatch(/^\/etc\/odoo\/odoo\.conf, line [23]: /);
    expect(problem).toContain(message);
    expect(others).toEqual([]);
  });

  test('a file without the section [options]', () => {
    const configuration = readConfiguration({ path, text: '[option]\nworkers = 4\n', faults: [] });

    expect(messages(configuration)).toEqual([
      '/etc/odoo/odoo.conf, line 1: there is no section [options], so Odoo uses its defaults.',
    ]);
    expect(configuration.settings).toEqual(defaultSettings());
  });

  test('what the reader of the file has met', () => {
    const faults = [{ line: 1, message: 'the file begins with a byte order mark' }];

    expect(messages(readConfiguration({ path, text: '[options]\n', faults }))).toEqual([
      '/etc/odoo/odoo.conf, line 1: the file begins with a byte order mark; Odoo does not start with such a file.',
    ]);
  });

  test('each of several faults, in the order of their lines', () => {
    const configuration = read('workers = a\nrubbish\nsmtp_port = b');

    expect(configuration.problems.map(({ line }) => line)).toEqual([2, 3, 4]);
  });
});

describe('the section of this program', () => {
  const withSection = (body: string): OdooConfiguration =>
    readConfiguration({ path, text: `[options]\n[odoo_mail_doctor]\n${body}\n`, faults: [] });

  test('names reference relays, a control host and certificates', () => {
    const { doctor, problems } = withSection(
      'reference_relays = 127.0.0.1:2525, [::1]:2526,\n  relay.example.com:25\ncontrol = example.com:443\nca_file = /ca.pem',
    );

    expect(doctor.referenceRelays?.value).toEqual([
      { host: '127.0.0.1', port: 2525 },
      { host: '::1', port: 2526 },
      { host: 'relay.example.com', port: 25 },
    ]);
    expect(doctor.control).toEqual({
      value: { host: 'example.com', port: 443 },
      origin: { kind: 'file', path, line: 5 },
    });
    expect(doctor.caFile?.value).toBe('/ca.pem');
    expect(problems).toEqual([]);
  });

  test('may be missing or empty', () => {
    expect(read('workers = 2').doctor).toEqual({});
    expect(withSection('control =').doctor).toEqual({});
  });

  test('reports what is not host:port', () => {
    const { doctor, problems } = withSection('control = example.com\nreference_relays = a:1, b');

    expect(doctor).toEqual({});
    expect(problems.map(({ message }) => message)).toEqual([
      '/etc/odoo/odoo.conf, line 3: control in [odoo_mail_doctor] is not host:port.',
      '/etc/odoo/odoo.conf, line 4: reference_relays in [odoo_mail_doctor] is not host:port.',
    ]);
  });
});
