import { Box, Text } from 'ink';
import type { Status } from '../../../domain/finding/status.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { LinesView } from '../../components/lines/lines-view.tsx';
import { TextField } from '../../components/text-field.tsx';
import { colorOf, quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
import type { ScreenSize } from '../screen.ts';
import { searchHeadHeight } from './lines.ts';
import { linesOfSearch, type SearchState, searchBodyHeight } from './state.ts';

interface SearchScreenProps extends ScreenSize {
  readonly state: SearchState;
}

/** Any mail by what somebody knows of it, and one mail's story. */
export const SearchScreen = ({ state, columns, rows }: SearchScreenProps) => {
  const theme = useTheme();
  const { cursor, first } = state.open?.position ?? state.position;
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Head state={state} columns={columns} />
      <LinesView
        lines={linesOfSearch(state, theme.signs)}
        first={first}
        height={searchBodyHeight({ columns, rows })}
        width={columns}
        cursor={state.open === undefined ? cursor : undefined}
      />
    </Box>
  );
};

const prompt = 'Find: ';

const Head = ({ state, columns }: Pick<SearchScreenProps, 'state' | 'columns'>) => {
  const theme = useTheme();
  const { status, text } = headline(state);
  return (
    <Box flexDirection="column" height={searchHeadHeight} flexShrink={0}>
      {state.open !== undefined ? (
        <Text
          wrap="truncate-end"
          bold={theme.colors}
        >{`The story of mail ${state.open.name.replace('message:', 'of message ')}`}</Text>
      ) : state.isTyping ? (
        <Box height={1}>
          <Text bold={theme.colors}>{prompt}</Text>
          <TextField field={state.field} width={columns - prompt.length} />
        </Box>
      ) : (
        <Text wrap="truncate-end" bold={theme.colors}>{`${prompt}${state.found?.text ?? state.field.value}`}</Text>
      )}
      <Text wrap="truncate-end" {...(status === undefined ? quiet(theme) : colorOf(theme, status))}>
        {status === undefined ? `  ${text}` : `${theme.signs[status]} ${text}`}
      </Text>
    </Box>
  );
};

const headline = ({
  open,
  isTyping,
  isSearching,
  found,
  trouble,
}: SearchState): { readonly status?: Status; readonly text: string } => {
  if (open !== undefined) {
    if (open.trouble !== undefined) return { status: 'unknown', text: open.trouble };
    return { text: open.story === undefined ? 'Its server, its addresses and its DNS are being asked …' : '' };
  }
  if (isTyping) return { text: 'An id, an address, a name, a document number, or words of the subject.' };
  if (isSearching) return { text: 'Searching …' };
  if (trouble !== undefined) return { status: 'unknown', text: trouble };
  if (found === undefined) return { text: '' };
  return { text: `${countOf(found.mails.length, 'mail')}${found.page.next === null ? '' : ' until now'}` };
};
