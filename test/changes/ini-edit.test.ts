import { expect, test } from 'vitest';
import { editIni, readIniKey } from '../../source/changes/outside/ini-edit.ts';
import { parseIni } from '../../source/target/odoo-conf/ini.ts';

const file = `; the server's own
[options]
db_name = acme
Workers: 4
addons_path = /one,
    ; a remark
    /two

max_cron_threads = 0
[queue_job]
workers = 7
`;

const pythonReads = (text: string, key: string): string | undefined =>
  parseIni(text).sections.get('options')?.get(key)?.value;

test.each([
  ['a key that is there', 'max_cron_threads', '2'],
  ['a key in other case and with a colon', 'workers', '8'],
  ['a key whose value goes on in more lines', 'addons_path', '/three'],
  ['a key that is not there', 'limit_time_real_cron', '600'],
])('%s is set as Python reads it, and the rest stays', (_name, key, after) => {
  const edited = editIni(file, { section: 'options', key, after });
  expect(pythonReads(edited, key)).toBe(after);
  expect(readIniKey(edited, 'options', key)).toBe(after);
  for (const other of ['db_name', 'workers', 'addons_path', 'max_cron_threads'].filter((name) => name !== key)) {
    expect(pythonReads(edited, other)).toBe(pythonReads(file, other));
  }
  expect(parseIni(edited).sections.get('queue_job')?.get('workers')?.value).toBe('7');
  expect(parseIni(edited).faults).toEqual([]);
});

test('a key is removed with all its lines', () => {
  const edited = editIni(file, { section: 'options', key: 'addons_path', after: undefined });
  expect(pythonReads(edited, 'addons_path')).toBeUndefined();
  expect(edited).not.toContain('/two');
});

test('a section that is not there is added, and a last line without its end gets one', () => {
  expect(editIni('[a]\nx = 1', { section: 'b', key: 'y', after: '2' })).toBe('[a]\nx = 1\n\n[b]\ny = 2\n');
});

test('line ends stay those of the file', () => {
  expect(editIni('[options]\r\nx = 1\r\n', { section: 'options', key: 'x', after: '2' })).toBe(
    '[options]\r\nx = 2\r\n',
  );
});
