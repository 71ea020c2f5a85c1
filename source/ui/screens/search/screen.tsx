import { Box, Text } from 'ink';
import { LinesView } from '../../components/lines/lines-view.tsx';
import { TextField } from '../../components/text-field.tsx';
import { colorOf, quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
import type { ScreenSize } from '../screen.ts';
import { searchHeadline, storyTitle } from './headline.ts';
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
  const { status, text } = searchHeadline(state);
  return (
    <Box flexDirection="column" height={searchHeadHeight} flexShrink={0}>
      {state.open !== undefined ? (
        <Text wrap="truncate-end" bold={theme.colors}>
          {storyTitle(state.open.name)}
        </Text>
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
