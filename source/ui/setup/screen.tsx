import { Box, Text } from 'ink';
import { countOf } from '../../domain/wording/count.ts';
import { blank, type Line, textLine } from '../components/lines/line.ts';
import { LinesView } from '../components/lines/lines-view.tsx';
import { TextField } from '../components/text-field.tsx';
import type { ScreenSize } from '../screens/screen.ts';
import { quiet, type Theme } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';
import { hasPasswordLine, headLines, refusalLines } from './lines.ts';
import type { SetupSource } from './source.ts';
import { readForm, type SetupRow, type SetupState } from './state.ts';

interface SetupScreenProps extends ScreenSize {
  readonly source: Pick<SetupSource, 'reason' | 'places' | 'passwordLines'>;
  readonly state: SetupState;
}

/** What the form is for. */
export const formTitle = "Connect to the PostgreSQL that holds Odoo's database (nothing of this is stored)";

const labelWidth = 10;
const gutter = 2;

/** In a low window what came of a trial takes lines of the form, which scrolls. */
const mostBelow = (rows: number): number => Math.max(2, Math.min(5, rows - 3));

/** Why nothing was opened, what was looked for, and the form with what came of it. */
export const SetupScreen = ({ source, state, columns, rows }: SetupScreenProps) => {
  const theme = useTheme();
  const outcome = outcomeLines(state, {
    columns,
    sign: theme.signs.fail,
    most: Math.max(mostBelow(rows), rows - state.rows.length - 6),
  });
  const formHeight = Math.min(state.rows.length + 1, Math.max(2, rows - outcome.length));
  const head = headLines(source, { columns, rows: rows - formHeight - outcome.length, signs: theme.signs });
  const shown = formHeight - 1;
  const first = Math.max(0, Math.min(state.at - Math.floor(shown / 2), state.rows.length - shown));
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <LinesView lines={head} first={0} height={head.length} width={columns} />
      <Text bold={theme.colors} wrap="truncate-end">
        {formTitle}
      </Text>
      {state.rows.slice(first, first + shown).map((row, index) => (
        <FormRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands in that place
          key={first + index}
          row={row}
          isUnderCursor={first + index === state.at && state.trial.kind !== 'several'}
          state={state}
          source={source}
          columns={columns}
        />
      ))}
      <LinesView
        lines={outcome}
        first={0}
        height={outcome.length}
        width={columns}
        cursor={state.trial.kind === 'several' ? state.trial.names[state.trial.at] : undefined}
      />
    </Box>
  );
};

interface FormRowProps extends Pick<SetupScreenProps, 'source' | 'state' | 'columns'> {
  readonly row: SetupRow;
  readonly isUnderCursor: boolean;
}

/** What a field is called. */
export const fieldLabels = {
  host: 'Host',
  port: 'Port',
  user: 'User',
  password: 'Password',
  database: 'Database',
} as const;

/** The demo as a choice. */
export const demoChoice = {
  text: 'Open the demo',
  note: 'an embedded Odoo whose mail is stuck; touches nothing of yours',
} as const;

const FormRow = ({ row, isUnderCursor, state, source, columns }: FormRowProps) => {
  const theme = useTheme();
  const pointer = isUnderCursor ? theme.pointer.padEnd(gutter) : ' '.repeat(gutter);
  switch (row.kind) {
    case 'configuration':
      return <Choice pointer={pointer} text={`Use ${row.configuration.path}`} note={row.configuration.why} />;
    case 'demo':
      return <Choice pointer={pointer} text={demoChoice.text} note={demoChoice.note} />;
    case 'tls':
      return (
        <Text wrap="truncate-end">
          {`${pointer}${'TLS'.padEnd(labelWidth)}${state.tls}`}
          <Text {...quiet(theme)}>{isUnderCursor ? '  ← → change it' : ''}</Text>
        </Text>
      );
    case 'text': {
      const field = state.fields[row.field];
      const masked = row.field === 'password';
      const note = field.value === '' ? emptyNotes(row.field, state, source) : '';
      const width = Math.max(8, columns - gutter - labelWidth);
      return (
        <Box height={1} overflow="hidden">
          <Box flexShrink={0}>
            <Text>{`${pointer}${fieldLabels[row.field].padEnd(labelWidth)}`}</Text>
          </Box>
          {isUnderCursor ? (
            <TextField field={field} width={width} masked={masked} />
          ) : (
            <Text wrap="truncate-end">{shownValue(field.value, masked, theme)}</Text>
          )}
          <Text wrap="truncate-end" {...quiet(theme)}>
            {isUnderCursor && note !== '' ? ` ${note}` : note}
          </Text>
        </Box>
      );
    }
  }
};

const shownValue = (value: string, masked: boolean, theme: Theme): string =>
  masked ? theme.mask.repeat([...value].length) : value;

/** What an empty field means. */
export const emptyNotes = (
  field: Extract<SetupRow, { kind: 'text' }>['field'],
  state: SetupState,
  { passwordLines }: Pick<SetupSource, 'passwordLines'>,
): string => {
  switch (field) {
    case 'host':
      return "empty: this machine's socket";
    case 'port':
      return 'empty: 5432';
    case 'user':
      return 'the role that Odoo uses, db_user in its odoo.conf';
    case 'password':
      return hasPasswordLine(passwordLines, { ...readForm(state), port: readForm(state).port || '5432' })
        ? 'empty: ~/.pgpass has a line for this, and it is used'
        : 'empty: none';
    case 'database':
      return 'empty: the server is asked which there are';
  }
};

const Choice = ({
  pointer,
  text,
  note,
}: {
  readonly pointer: string;
  readonly text: string;
  readonly note: string;
}) => {
  const theme = useTheme();
  return (
    <Text wrap="truncate-end">
      {`${pointer}${text}  `}
      <Text {...quiet(theme)}>{note}</Text>
    </Text>
  );
};

/** What came of trying, below the form. */
const outcomeLines = (
  { trial, fields }: SetupState,
  { columns, most, sign }: { readonly columns: number; readonly most: number; readonly sign: string },
): readonly Line[] => {
  const width = columns - gutter;
  switch (trial.kind) {
    case 'none':
      return [];
    case 'running':
      return [blank, textLine({ text: `Connecting to ${fields.host.value.trim() || 'this machine'} …` })];
    case 'stopped':
      return [blank, textLine({ text: 'Stopped; nothing was opened.', tone: 'quiet' })];
    case 'refused': {
      const said = refusalLines(trial, { width, sign });
      // What to do next is worth more than a blank line.
      return (said.length < most ? [blank, ...said] : said).slice(0, most);
    }
    case 'several': {
      const height = Math.max(1, most - 2);
      const first = Math.max(0, Math.min(trial.at - Math.floor(height / 2), trial.names.length - height));
      return [
        blank,
        textLine({ text: `It holds ${countOf(trial.names.length, 'Odoo database')}. Which one?`, tone: 'strong' }),
        ...trial.names.slice(first, first + height).map((name) => ({ ...textLine({ text: name }), stop: name })),
      ];
    }
  }
};
