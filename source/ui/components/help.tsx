import { Box, Text } from 'ink';
import type { KeyBinding } from '../keys/binding.ts';
import { useTheme } from '../theme/context.ts';
import { quiet } from '../theme/theme.ts';
import { fitText } from './fit-text.ts';

type HelpEntry = Pick<KeyBinding<never>, 'shown' | 'help'>;

export interface HelpSection {
  readonly title: string;
  readonly entries: readonly HelpEntry[];
}

/** Every key of the screen and then the global ones, from the tables that dispatch them. */
export const Help = ({ sections }: { readonly sections: readonly HelpSection[] }) => {
  const theme = useTheme();
  return (
    <Box flexDirection="column" paddingTop={1}>
      {sections.map(({ title, entries }) => (
        <Box key={title} flexDirection="column" marginBottom={1}>
          <Text bold={theme.colors}>{title}</Text>
          {entries.map(({ shown, help }) => (
            <Text key={shown} wrap="truncate-end">
              {`  ${fitText(shown, 8)}`}
              <Text {...quiet(theme)}>{help}</Text>
            </Text>
          ))}
        </Box>
      ))}
    </Box>
  );
};
