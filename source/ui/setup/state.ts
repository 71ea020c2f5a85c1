import { type SslMode, sslModes } from '../../domain/database/database-address.ts';
import { editField, fieldWith, insertText, type TextFieldState } from '../components/text-field-state.ts';
import type { ConnectionForm, OtherConfiguration, Refusal } from './source.ts';

type TextFieldName = 'host' | 'port' | 'user' | 'password' | 'database';

/** What the cursor can stand on. */
export type SetupRow =
  | { readonly kind: 'text'; readonly field: TextFieldName }
  | { readonly kind: 'tls' }
  | { readonly kind: 'configuration'; readonly configuration: OtherConfiguration }
  | { readonly kind: 'demo' };

export interface SetupState {
  readonly rows: readonly SetupRow[];
  /** The row under the cursor. */
  readonly at: number;
  readonly fields: Readonly<Record<TextFieldName, TextFieldState>>;
  readonly tls: SslMode;
  readonly trial:
    | { readonly kind: 'none' | 'running' | 'stopped' }
    | ({ readonly kind: 'refused' } & Refusal)
    /** One of these is to be chosen. */
    | { readonly kind: 'several'; readonly names: readonly string[]; readonly at: number };
}

export type SetupAction =
  | { readonly kind: 'moved'; readonly step: 1 | -1 }
  | { readonly kind: 'typed'; readonly key: string }
  | { readonly kind: 'pasted'; readonly text: string }
  | { readonly kind: 'tls-turned'; readonly step: 1 | -1 }
  | { readonly kind: 'trying' | 'stopped' }
  | ({ readonly kind: 'refused' } & Refusal)
  | { readonly kind: 'several'; readonly names: readonly string[] }
  | { readonly kind: 'list-left' };

export const createSetupState = (first: ConnectionForm, configurations: readonly OtherConfiguration[]): SetupState => ({
  rows: [
    { kind: 'text', field: 'host' },
    { kind: 'text', field: 'port' },
    { kind: 'text', field: 'user' },
    { kind: 'text', field: 'password' },
    { kind: 'tls' },
    { kind: 'text', field: 'database' },
    ...configurations.map((configuration) => ({ kind: 'configuration' as const, configuration })),
    { kind: 'demo' },
  ],
  at: 0,
  fields: {
    host: fieldWith(first.host),
    port: fieldWith(first.port),
    user: fieldWith(first.user),
    password: fieldWith(first.password),
    database: fieldWith(first.database),
  },
  tls: first.tls,
  trial: { kind: 'none' },
});

/** What the form says now; blanks around a value were pasted with it, but may belong to a password. */
export const readForm = ({ fields, tls }: Pick<SetupState, 'fields' | 'tls'>): ConnectionForm => ({
  host: fields.host.value.trim(),
  port: fields.port.value.trim(),
  user: fields.user.value.trim(),
  password: fields.password.value,
  database: fields.database.value.trim(),
  tls,
});

export const setupReducer = (state: SetupState, action: SetupAction): SetupState => {
  switch (action.kind) {
    case 'moved':
      return move(state, action.step);
    case 'typed':
      return edit(state, (field) => editField(field, action.key) ?? field);
    case 'pasted':
      return edit(state, (field) => insertText(field, action.text));
    case 'tls-turned':
      return { ...state, tls: turn(state.tls, action.step), trial: { kind: 'none' } };
    case 'trying':
      return { ...state, trial: { kind: 'running' } };
    case 'stopped':
      return { ...state, trial: { kind: 'stopped' } };
    case 'refused':
      return { ...state, trial: action };
    case 'several':
      return { ...state, trial: { ...action, at: 0 } };
    case 'list-left':
      return { ...state, trial: { kind: 'none' } };
  }
};

const within = (at: number, length: number): number => Math.max(0, Math.min(length - 1, at));

const move = (state: SetupState, step: 1 | -1): SetupState => {
  const { trial } = state;
  return trial.kind === 'several'
    ? { ...state, trial: { ...trial, at: within(trial.at + step, trial.names.length) } }
    : { ...state, at: within(state.at + step, state.rows.length) };
};

/** What was said about the form as it was is taken away. */
const edit = (state: SetupState, change: (field: TextFieldState) => TextFieldState): SetupState => {
  const row = state.rows[state.at];
  if (row?.kind !== 'text') return state;
  const fields = { ...state.fields, [row.field]: change(state.fields[row.field]) };
  return { ...state, fields, trial: { kind: 'none' } };
};

const turn = (mode: SslMode, step: 1 | -1): SslMode =>
  sslModes[(sslModes.indexOf(mode) + step + sslModes.length) % sslModes.length] ?? mode;
