import { expect, test } from 'vitest';
import { groupPlaces, hasPasswordLine } from '../../../source/ui/setup/lines.ts';
import type { ConnectionForm } from '../../../source/ui/setup/source.ts';
import {
  createSetupState,
  readForm,
  type SetupAction,
  type SetupState,
  setupReducer,
} from '../../../source/ui/setup/state.ts';

const empty: ConnectionForm = { host: '', port: '', user: '', password: '', tls: 'prefer', database: '' };
const after = (actions: readonly SetupAction[], first = empty): SetupState =>
  actions.reduce<SetupState>(setupReducer, createSetupState(first, []));
const down: SetupAction = { kind: 'moved', step: 1 };
const type = (text: string): readonly SetupAction[] => [...text].map((key) => ({ kind: 'typed', key }));

test('what is typed goes into the field under the cursor, and nowhere else on a row without text', () => {
  const state = after([...type('db'), down, ...type('5433'), down, down, down, ...type('x')]);
  expect(readForm(state)).toEqual({ ...empty, host: 'db', port: '5433' });
});

test('blanks around a pasted value are left out, but for a password that has them', () => {
  const first = { ...empty, host: ' db ', user: 'odoo ', password: ' a b ' };
  expect(readForm(after([], first))).toEqual({ ...empty, host: 'db', user: 'odoo', password: ' a b ' });
});

test('the cursor stays between the first row and the demo', () => {
  expect(after([{ kind: 'moved', step: -1 }]).at).toBe(0);
  const state = after(Array.from({ length: 20 }, () => down));
  expect(state.rows[state.at]).toEqual({ kind: 'demo' });
});

test.each([
  ['prefer', 1, 'require'],
  ['disable', -1, 'verify-full'],
  ['verify-full', 1, 'disable'],
] as const)('the TLS mode after %s, %i further, is %s', (tls, step, expected) => {
  expect(after([{ kind: 'tls-turned', step }], { ...empty, tls }).tls).toBe(expected);
});

test.each([
  ['a letter', { kind: 'typed', key: 'x' }],
  ['pasted text', { kind: 'pasted', text: 'x' }],
  ['another TLS mode', { kind: 'tls-turned', step: 1 }],
] as const)('%s takes away what was said about the form as it was', (_what, action) => {
  const refused: SetupAction = { kind: 'refused', message: 'No.', tryThis: undefined };
  expect(after([refused, down]).trial.kind).toBe('refused');
  expect(after([refused, action]).trial.kind).toBe('none');
});

test('in the list of databases the cursor moves there, and the form keeps its own', () => {
  const several: SetupAction = { kind: 'several', names: ['acme', 'brewery'] };
  const state = after([down, several, down, down]);
  expect(state.at).toBe(1);
  expect(state.trial).toMatchObject({ kind: 'several', at: 1 });
  expect(after([several, { kind: 'list-left' }]).trial.kind).toBe('none');
});

const line = { host: 'localhost', port: '5432', database: 'acme', user: 'odoo' };
test.each([
  ['', '5432', 'odoo', 'acme', true],
  ['/var/run/postgresql', '5432', 'odoo', '', true],
  ['localhost', '5432', 'odoo', 'other', false],
  ['localhost', '5433', 'odoo', 'acme', false],
  ['localhost', '5432', 'anna', 'acme', false],
  ['db', '5432', 'odoo', 'acme', false],
])(
  'whether ~/.pgpass has a line for host %j, port %s, user %s, database %j: %j',
  (host, port, user, database, fits) => {
    expect(hasPasswordLine([line], { ...empty, host, port, user, database })).toBe(fits);
  },
);

test('places with the same result are told together, what was there first', () => {
  expect(
    groupPlaces([
      { place: 'a', result: 'is not there', status: 'skipped' },
      { place: 'b', result: 'was read', status: 'ok' },
      { place: 'c', result: 'is not there', status: 'skipped' },
    ]),
  ).toEqual([
    { status: 'ok', text: 'b: was read' },
    { status: 'skipped', text: 'a, c: is not there' },
  ]);
});
