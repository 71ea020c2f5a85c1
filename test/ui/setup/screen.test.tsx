import { renderToString } from 'ink';
import { describe, expect, test } from 'vitest';
import { SetupScreen } from '../../../source/ui/setup/screen.tsx';
import type { ConnectionForm, SearchedPlace } from '../../../source/ui/setup/source.ts';
import { createSetupState, type SetupAction, type SetupState, setupReducer } from '../../../source/ui/setup/state.ts';
import { createTheme } from '../../../source/ui/theme/theme.ts';
import { ThemeContext } from '../../../source/ui/theme/theme-context.ts';

const empty: ConnectionForm = { host: '', port: '', user: '', password: '', tls: 'prefer', database: '' };
const places: readonly SearchedPlace[] = [
  ...['/etc/odoo/odoo.conf', '/etc/odoo.conf', '/home/anna/.config/Odoo/odoo.conf', '/home/anna/.odoorc'].map(
    (place): SearchedPlace => ({ place, result: 'is not there', status: 'skipped' }),
  ),
  { place: 'environment', result: 'none of ODOO_RC, PGHOST is set', status: 'skipped' },
  { place: "Odoo's process", result: '812 reads /opt/odoo/odoo.conf', status: 'ok' },
  { place: "PostgreSQL's sockets", result: '/var/run/postgresql/.s.PGSQL.5432', status: 'ok' },
];
const reason = { message: 'No odoo.conf was found, and nothing names a database.', tryThis: 'Name one with -c FILE.' };
const configurations = [{ path: '/opt/odoo/odoo.conf', why: "Odoo's process 812 reads it" }];

const draw = (
  [columns, rows]: readonly [number, number],
  { actions = [], first = empty, lines = [] }: Partial<Setting> = {},
): string[] => {
  const state = actions.reduce<SetupState>(setupReducer, createSetupState(first, configurations));
  const picture = renderToString(
    <ThemeContext.Provider value={createTheme({ colors: false, ascii: false })}>
      <SetupScreen source={{ reason, places, passwordLines: lines }} state={state} columns={columns} rows={rows} />
    </ThemeContext.Provider>,
    { columns },
  );
  return picture.split('\n').map((line) => line.trimEnd());
};

interface Setting {
  readonly actions: readonly SetupAction[];
  readonly first: ConnectionForm;
  readonly lines: readonly { host: string; port: string; database: string; user: string }[];
}

const sizes = [
  [80, 21],
  [120, 37],
  [200, 57],
] as const;

describe('the set-up screen', () => {
  test.each(sizes)('says at %i × %i why, where was looked, and shows the whole form', (...size) => {
    const lines = draw(size);
    expect(lines.length).toBeLessThanOrEqual(size[1]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(size[0]);
    const text = lines.join('\n');
    expect(lines[0]).toBe('  ✖ No odoo.conf was found, and nothing names a database.');
    for (const { place } of places) expect(text.replaceAll(/\s+/g, ' ')).toContain(place);
    for (const label of ['❯ Host', '  Port', '  User', '  Password', '  TLS', '  Database', '  Open the demo']) {
      expect(lines.some((line) => line.startsWith(label))).toBe(true);
    }
    expect(text).toContain("Use /opt/odoo/odoo.conf  Odoo's process 812 reads it");
  });

  test('has a line a place where there is room, and a line a result where there is not', () => {
    expect(draw([120, 37]).filter((line) => line.endsWith('is not there'))).toHaveLength(4);
    expect(draw([80, 20]).filter((line) => line.endsWith('is not there'))).toHaveLength(1);
  });

  test('keeps the row under the cursor in sight in the smallest window', () => {
    const down: SetupAction = { kind: 'moved', step: 1 };
    const lines = draw([40, 7], { actions: Array.from({ length: 7 }, () => down) });
    expect(lines.length).toBeLessThanOrEqual(7);
    expect(lines.some((line) => line.startsWith('❯ Open the demo'))).toBe(true);
    expect(draw([40, 9]).some((line) => line.startsWith('  Database  empty'))).toBe(true);
  });

  test('never shows the password', () => {
    const first = { ...empty, password: 'hunter2' };
    const text = draw([80, 21], { first }).join('\n');
    expect(text).not.toContain('hunter2');
    expect(text).toContain('Password  •••••••');
  });

  test('offers ~/.pgpass where a line of it fits what the form says', () => {
    const lines = [{ host: 'db.example.com', port: '*', database: 'acme', user: 'odoo' }];
    const fitting = { ...empty, host: 'db.example.com', user: 'odoo' };
    expect(draw([80, 21], { lines, first: fitting }).join('\n')).toContain('~/.pgpass has a line for this');
    expect(draw([80, 21], { lines, first: { ...fitting, user: 'anna' } }).join('\n')).not.toContain('~/.pgpass');
    expect(draw([80, 21], { lines, first: { ...fitting, database: 'x' } }).join('\n')).not.toContain('~/.pgpass');
  });

  test('says what the server answered, in as many lines as that takes', () => {
    const message = 'PostgreSQL at db.example.com, port 5432 refused the password of odoo.';
    const text = draw([80, 21], { actions: [{ kind: 'refused', message, tryThis: 'Check this form.' }] }).join('\n');
    expect(text).toContain(`✖ ${message}`);
    expect(text).toContain('Check this form.');
  });

  test('asks which database where the server holds several, and keeps the chosen one in sight', () => {
    const names = Array.from({ length: 40 }, (_, index) => `db${index}`);
    const down: SetupAction = { kind: 'moved', step: 1 };
    const actions: readonly SetupAction[] = [{ kind: 'several', names }, ...Array.from({ length: 30 }, () => down)];
    const lines = draw([80, 21], { actions });
    expect(lines.length).toBeLessThanOrEqual(21);
    expect(lines.join('\n')).toContain('It holds 40 Odoo databases. Which one?');
    expect(lines).toContain('❯ db30');
  });
});
