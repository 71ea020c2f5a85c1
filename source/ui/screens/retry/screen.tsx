import { Box, Text } from 'ink';
import { countOf, formatCount } from '../../../domain/wording/count.ts';
import { TextField } from '../../components/text-field.tsx';
import { useTheme } from '../../theme/context.ts';
import { colorOf, quiet } from '../../theme/theme.ts';
import { DialogView } from './dialog/view.tsx';
import { MailList } from './list/mail-list.tsx';
import { countHiddenMarks } from './marks.ts';
import type { RetryState } from './state.ts';

interface RetryScreenProps {
  readonly state: RetryState;
  readonly columns: number;
  /** Lines for this screen, without header and footer. */
  readonly rows: number;
  readonly now: Date;
}

/** The list's title, the filter, the columns' headings. */
const listFrame = 3;

/** Lines of the list that fit. */
export const listHeight = (rows: number): number => Math.max(1, rows - listFrame);

export const RetryScreen = ({ state, columns, rows, now }: RetryScreenProps) =>
  state.dialog === undefined ? (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Title state={state} />
      <FilterLine state={state} columns={columns} />
      {state.lines.length === 0 ? <Nothing state={state} /> : <MailList state={state} columns={columns} now={now} />}
    </Box>
  ) : (
    <DialogView dialog={state.dialog} columns={columns} rows={rows} now={now} />
  );

const Title = ({ state }: { readonly state: RetryState }) => {
  const theme = useTheme();
  const { mails, failed, order, grouping, marks } = state;
  const hidden = marks.size === 0 ? 0 : countHiddenMarks(state);
  return (
    <Text wrap="truncate-end">
      <Text bold={theme.colors}>{mails === undefined ? 'Mails …' : describeCount(mails.length, failed)}</Text>
      <Text {...quiet(theme)}>{` · ${order}${grouping === undefined ? '' : ` · by ${grouping}`}`}</Text>
      {marks.size > 0 && (
        <Text {...colorOf(theme, 'warn')}>
          {` · ${theme.mark} ${formatCount(marks.size)} marked${hidden === 0 ? '' : `, ${formatCount(hidden)} not shown`}`}
        </Text>
      )}
    </Text>
  );
};

const describeCount = (all: number, failed: number): string => {
  if (failed === all && all > 0) return countOf(all, 'failed mail');
  return `${countOf(all, 'mail')}${failed === 0 ? '' : `, ${formatCount(failed)} failed`}`;
};

const FilterLine = ({
  state: { box, filterText },
  columns,
}: {
  readonly state: RetryState;
  readonly columns: number;
}) => {
  const theme = useTheme();
  if (box === undefined) {
    return (
      <Text wrap="truncate-end" {...quiet(theme)}>
        {filterText === '' ? ' ' : `/ ${filterText}`}
      </Text>
    );
  }
  const width = Math.max(10, box.wrong === undefined ? columns - 2 : Math.floor(columns * 0.4));
  return (
    <Box>
      <Text>{'/ '}</Text>
      <TextField field={box.field} width={width} />
      {box.wrong !== undefined && (
        <Text wrap="truncate-end" {...colorOf(theme, 'fail')}>{`  ${theme.signs.fail} ${box.wrong}`}</Text>
      )}
    </Box>
  );
};

const Nothing = ({ state: { mails, problem, filterText } }: { readonly state: RetryState }) => {
  const theme = useTheme();
  if (problem !== undefined) return <Text {...colorOf(theme, 'fail')}>{`${theme.signs.fail} ${problem}`}</Text>;
  if (mails === undefined) return <Text>Reading the mails …</Text>;
  return <Text>{filterText === '' ? 'No mail waits and none failed.' : 'No mail is meant by this filter.'}</Text>;
};
