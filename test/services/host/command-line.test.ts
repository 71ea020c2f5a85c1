import { describe, expect, test } from 'vitest';
import { parseOdooCommandLine } from '../../../source/services/host/command-line.ts';

/** Words of a command line, split at blanks. */
const parse = (line: string) => parseOdooCommandLine(line.split(' '));

describe('is an Odoo', () => {
  test.each([
    ['odoo-bin run by Python', 'python3 odoo-bin -d acme'],
    ['odoo-bin with a path', '/opt/odoo/venv/bin/python3.11 /opt/odoo/odoo-bin'],
    ["Debian's program", '/usr/bin/python3 /usr/bin/odoo --config /etc/odoo/odoo.conf'],
    ['odoo-server', '/usr/bin/python3 /usr/bin/odoo-server'],
    ['openerp-server', 'python /usr/bin/openerp-server -c /etc/openerp.conf'],
    ['a module', 'python3 -m odoo --workers 2'],
    ['an interpreter with options', 'python3 -u -X dev -W ignore odoo-bin'],
    ['a program without interpreter', '/usr/local/bin/odoo -d acme'],
  ])('%s', (_, line) => {
    expect(parse(line)?.subcommand).toBe('server');
  });
});

describe('is none', () => {
  test.each([
    ['an editor', 'vim /etc/odoo/odoo.conf'],
    ['a reader of its log', 'tail -f /var/log/odoo/odoo-server.log'],
    ['a search for it', 'grep odoo-bin'],
    ['this program', 'node /usr/bin/odoo-mail-doctor check'],
    ['sudo, whose child is the Odoo', 'sudo -u odoo odoo-bin'],
    ['another script that is told of it', 'python3 watch.py odoo-bin'],
    ['another module', 'python3 -m http.server odoo'],
    ['an interpreter alone', 'python3'],
    ['a kernel thread, which has no arguments', ''],
  ])('%s', (_, line) => {
    expect(parse(line)).toBeUndefined();
  });
});

describe('the arguments', () => {
  test('are read with values apart, attached and after an equals sign', () => {
    expect(
      parse(
        'python3 odoo-bin -c /etc/odoo.conf -dacme,test --workers=4 --max-cron-threads 1 --db-filter ^%d$ --no-http ' +
          '--db_host db --db_port 5433 -r odoo --logfile /l --limit-time-real 600 --limit-time-real-cron=-1 ' +
          '--smtp smtp.example.com --smtp-port=587 --stop-after-init --syslog',
      ),
    ).toMatchObject({
      config: '/etc/odoo.conf',
      databases: ['acme', 'test'],
      workers: 4,
      maxCronThreads: 1,
      databaseFilter: '^%d$',
      httpEnabled: false,
      databaseHost: 'db',
      databasePort: 5433,
      databaseUser: 'odoo',
      logFile: '/l',
      limitTimeReal: 600,
      limitTimeRealCron: -1,
      smtpServer: 'smtp.example.com',
      smtpPort: 587,
      stopAfterInit: true,
      syslog: true,
    });
  });

  test('that say nothing leave it to odoo.conf', () => {
    expect(parse('python3 odoo-bin')).toEqual({
      subcommand: 'server',
      httpEnabled: true,
      syslog: false,
      stopAfterInit: false,
      shown: 'python3 odoo-bin',
    });
  });

  test('may be shortened as optparse allows', () => {
    expect(parse('python3 odoo-bin --max-cron=0 --conf /c')).toMatchObject({ maxCronThreads: 0, config: '/c' });
  });

  test('that are ambiguous or unknown are passed over', () => {
    expect(parse('python3 odoo-bin --db_ x --addons-path /a,/b --workers 2')).toMatchObject({ workers: 2 });
  });

  test('name the subcommand', () => {
    expect(parse('python3 odoo-bin shell -d acme')).toMatchObject({ subcommand: 'shell', databases: ['acme'] });
    expect(parse('python3 odoo-bin gevent -c /c')).toMatchObject({ subcommand: 'gevent', config: '/c' });
  });

  test.each([
    ['-w hunter2', '-w ••••'],
    ['-whunter2', '--db_password=••••'],
    ['--db_password=hunter2', '--db_password=••••'],
    ['--db_pass hunter2', '--db_pass ••••'],
    ['--smtp-password hunter2', '--smtp-password ••••'],
  ])('show %s as %s', (given, shown) => {
    const commandLine = parse(`python3 odoo-bin ${given} -d acme`);

    expect(commandLine?.shown).toBe(`python3 odoo-bin ${shown} -d acme`);
    expect(JSON.stringify(commandLine)).not.toContain('hunter2');
  });
});
