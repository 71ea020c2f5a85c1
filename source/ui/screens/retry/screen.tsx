import { Box, Text } from 'ink';
import { countOf, formatCount } from '../../../domain/wording/count.ts';
import { wrapText } from '../../../lib/wrap-text.ts';
import { fitText } from '../../components/fit-text.ts';
import { TextField } from '../../components/text-field.tsx';
import { colorOf, quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
import { RetryDialogView } from './dialog/view.tsx';
import { describeOrder } from './list/list-order.ts';
import { MailList } from './list/mail-list.tsx';
import { describePosition, describeShared, sameForAll } from './list/same-for-all.ts';
import { countHiddenMarks } from './marks.ts';
import type { RetryState } from './state.ts';

interface RetryScreenProps {
  readonly state: RetryState;
  readonly columns: number;
  /** Lines for this screen, without header and footer. */
  readonly rows: number;
  readonly now: Date;
}

/** The list's title and the filter. */
const titleHeight = 2;
/** Those, and the columns' headings. */
const listFrame = titleHeight + 1;

/** Lines of the list that fit. */
export const listHeight = (rows: number): number => Math.max(1, rows - listFrame);

export const RetryScreen = ({ state, columns, rows, now }: RetryScreenProps) =>
  state.dialog === undefined ? (
    <Box flexDirection="column" height={rows} overflowY="hidden">
      <Title state={state} columns={columns} />
      <FilterLine state={state} columns={columns} />
      {/* What does not fit over the headings must not hide the first mail. */}
      <Box height={Math.max(0, objectionLines(state, columns).length - 1)} flexShrink={0} />
      {state.lines.length === 0 ? <Nothing state={state} /> : <MailList state={state} columns={columns} now={now} />}
      <Objection lines={objectionLines(state, columns)} columns={columns} />
    </Box>
  ) : (
    <RetryDialogView dialog={state.dialog} columns={columns} rows={rows} now={now} />
  );

const Title = ({ state, columns }: { readonly state: RetryState; readonly columns: number }) => {
  const theme = useTheme();
  const { mails, failed, order, grouping, marks, window, lines } = state;
  const shared = describeShared(sameForAll(state, columns), { isFailedSaid: failed === mails?.length });
  const position = describePosition(window, lines.length);
  const hidden = marks.size === 0 ? 0 : countHiddenMarks(state);
  return (
    <Text wrap="truncate-end">
      <Text bold={theme.colors}>{mails === undefined ? 'Mails …' : describeCount(mails.length, failed)}</Text>
      <Text {...quiet(theme)}>
        {[shared, describeOrder(order), grouping === undefined ? undefined : `by ${grouping}`, position]
          .filter((part) => part !== undefined && part !== '')
          .map((part) => ` · ${part}`)
          .join('')}
      </Text>
      {marks.size > 0 && (
        <Text {...colorOf(theme, 'warn')}>
          {` · ${theme.mark} ${formatCount(marks.size)} marked${hidden === 0 ? '' : `, ${formatCount(hidden)} not shown`}`}
        </Text>
      )}
    </Text>
  );
};

/** `298 failed mails`, `1 204 mails, 312 failed`. */
export const describeCount = (all: number, failed: number): string => {
  if (failed === all && all > 0) return countOf(all, 'failed mail');
  return `${countOf(all, 'mail')}${failed === 0 ? '' : `, ${formatCount(failed)} failed`}`;
};

interface FilterLineProps {
  readonly state: RetryState;
  readonly columns: number;
}

/** The filter, and why the list below it may not be what the database holds now. */
const FilterLine = ({ state: { box, filterText, problem, lines }, columns }: FilterLineProps) => {
  const theme = useTheme();
  if (box === undefined) {
    return (
      <Box height={1} gap={2}>
        {filterText !== '' && <Text wrap="truncate-end" {...quiet(theme)}>{`/ ${filterText}`}</Text>}
        {problem !== undefined && lines.length > 0 && <Problem wrap="truncate-end" sentence={problem.sentence} />}
      </Box>
    );
  }
  return (
    <Box>
      <Text>{'/ '}</Text>
      <TextField field={box.field} width={columns - 2} />
    </Box>
  );
};

const objectionLines = ({ box }: Pick<RetryState, 'box'>, columns: number): readonly string[] =>
  box?.wrong === undefined ? [] : wrapText(box.wrong, columns - 2);

/** What is wrong with the filter, over the list's headings: so it is there whole, and the list does not jump for a line. */
const Objection = ({ lines, columns }: { readonly lines: readonly string[]; readonly columns: number }) => {
  const theme = useTheme();
  const fitted = lines.map((line, index) => fitText(`${index === 0 ? theme.signs.fail : ' '} ${line}`, columns));
  return fitted.length === 0 ? null : (
    <Box position="absolute" top={titleHeight}>
      <Text {...colorOf(theme, 'fail')}>{fitted.join('\n')}</Text>
    </Box>
  );
};

const Problem = ({
  sentence,
  wrap = 'wrap',
}: {
  readonly sentence: string;
  readonly wrap?: 'wrap' | 'truncate-end';
}) => {
  const theme = useTheme();
  return <Text wrap={wrap} {...colorOf(theme, 'fail')}>{`${theme.signs.fail} ${sentence}`}</Text>;
};

const Nothing = ({ state: { mails, problem, filterText } }: { readonly state: RetryState }) => {
  if (problem !== undefined) return <Problem sentence={problem.sentence} />;
  if (mails === undefined) return <Text>Reading the mails …</Text>;
  return <Text>{filterText === '' ? 'No mail waits and none failed.' : 'No mail is meant by this filter.'}</Text>;
};
