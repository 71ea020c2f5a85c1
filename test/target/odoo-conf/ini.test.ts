import { describe, expect, test } from 'vitest';
import { parseIni } from '../../../source/target/odoo-conf/ini.ts';

const options = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...(parseIni(text).sections.get('options') ?? [])].map(([key, { value }]) => [key, value]));

describe('the syntax of odoo.conf', () => {
  test.each([
    ['an equals sign', 'workers = 2', { workers: '2' }],
    ['a colon', 'workers: 2', { workers: '2' }],
    ['the first delimiter of several', 'dbfilter = ^a:b=c$', { dbfilter: '^a:b=c$' }],
    ['no blanks around the delimiter', 'workers=2', { workers: '2' }],
    ['a key in capitals', 'Workers = 2', { workers: '2' }],
    ['an empty value', 'db_password =', { db_password: '' }],
    ['quotes as part of the value', 'smtp_password = "secret"', { smtp_password: '"secret"' }],
    ['percent signs as they are', 'dbfilter = ^%d$', { dbfilter: '^%d$' }],
    ['backslashes as they are', String.raw`smtp_password = a\nb`, { smtp_password: String.raw`a\nb` }],
    ['a hash after the value as part of it', 'workers = 2 # two', { workers: '2 # two' }],
    ['comments with a hash', '# workers = 3\nworkers = 2', { workers: '2' }],
    ['comments with a semicolon', ';workers = 3\nworkers = 2', { workers: '2' }],
    ['indented comments', '  # workers = 3\nworkers = 2', { workers: '2' }],
    ['continuation lines', 'addons_path = /a,\n  /b', { addons_path: '/a,\n/b' }],
    ['a comment within continuation lines', 'addons_path = /a,\n# no\n  /b', { addons_path: '/a,\n/b' }],
    ['a blank line within continuation lines', 'addons_path = /a,\n\n  /b', { addons_path: '/a,\n\n/b' }],
    ['blank lines after a value as nothing', 'workers = 2\n\n\n', { workers: '2' }],
    ['Windows line ends', 'workers = 2\r\nlogfile = /l\r\n', { workers: '2', logfile: '/l' }],
    ['old Macintosh line ends', 'workers = 2\rlogfile = /l', { workers: '2', logfile: '/l' }],
    ['a file without a final line end', 'workers = 2', { workers: '2' }],
    ['no-break spaces around a value as blanks', 'workers =\u00a02\u00a0', { workers: '2' }],
    ['text that is not ASCII', 'email_from = Büro <büro@example.com>', { email_from: 'Büro <büro@example.com>' }],
  ])('knows %s', (_, body, expected) => {
    const text = `[options]\n${body}`;

    expect(options(text)).toEqual(expected);
    expect(parseIni(text).faults).toEqual([]);
  });

  test('counts lines as an editor does, the key of a continued value included', () => {
    const section = parseIni('# head\n[options]\naddons_path = /a,\n  /b\n\nworkers = 2\n').sections.get('options');

    expect(section?.get('addons_path')?.line).toBe(3);
    expect(section?.get('workers')?.line).toBe(6);
  });

  test('keeps sections apart and lets each inherit from [DEFAULT]', () => {
    const { sections } = parseIni('[DEFAULT]\nworkers = 1\nlogfile = /l\n[options]\nworkers = 2\n[other]\nkey = x\n');

    expect(options('[DEFAULT]\nworkers = 1\nlogfile = /l\n[options]\nworkers = 2\n')).toEqual({
      logfile: '/l',
      workers: '2',
    });
    expect(sections.get('other')?.get('logfile')?.value).toBe('/l');
    expect(sections.has('DEFAULT')).toBe(false);
  });
});

describe('what Python refuses is noted with its line, and the rest is read', () => {
  test.each([
    ['a key that is set twice', '[options]\nworkers = 1\nworkers = 2', 3, 'workers is set a second time, after line 2'],
    ['a section that begins twice', '[options]\n[x]\n[options]\n', 3, 'the section [options] begins a second time'],
    ['a line without a delimiter', '[options]\nworkers\n', 2, 'neither a section nor key = value'],
    ['a value without a key', '[options]\n= 2\n', 2, 'no key before the delimiter'],
    ['a key before any section', 'workers = 2\n[options]\n', 1, 'text before the first section'],
    ['an empty section name', '[options]\n[]\n', 2, 'neither a section nor key = value'],
  ])('%s', (_, text, line, message) => {
    expect(parseIni(text).faults).toEqual([{ line, message: expect.stringContaining(message) }]);
  });

  test('the second of two values counts', () => {
    expect(options('[options]\nworkers = 1\nworkers = 2')).toEqual({ workers: '2' });
  });

  test('a fault never repeats the line, which may hold a password', () => {
    expect(JSON.stringify(parseIni('[options]\nhunter2\n').faults)).not.toContain('hunter2');
  });

  test('a line of a million blanks is read at once', () => {
    const { sections } = parseIni(`[options]\nworkers =${' '.repeat(1_000_000)}2\n${' '.repeat(1_000_000)}x`);

    expect(sections.get('options')?.get('workers')?.value).toBe('2\nx');
  });
});
