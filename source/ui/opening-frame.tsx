import { Box, Text, useWindowSize } from 'ink';
import { namedKeys } from './keys/named-keys.ts';
import { useSpeaker } from './speech/speaker-context.ts';
import { useSpeech } from './speech/use-speech.ts';
import { quiet } from './theme/theme.ts';
import { useTheme } from './theme/theme-context.ts';

interface OpeningFrameProps {
  /** What is waited for. */
  readonly words: string;
}

/** The first frame: what the console waits for, in its place. It hears no keys, so that they can be kept for what comes. */
export const OpeningFrame = ({ words }: OpeningFrameProps) => {
  const theme = useTheme();
  const { columns, rows } = useWindowSize();
  const speaker = useSpeaker();
  useSpeech(
    () => ({ place: 'opening', sentences: [{ about: 'waiting', text: `${words}. ${namedKeys.leave} quits.` }] }),
    () => new Date(),
  );
  if (speaker !== undefined) return null;
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      <Text bold={theme.colors}>odoo-mail-doctor</Text>
      <Text> </Text>
      <Text wrap="truncate-end">{`${words} …`}</Text>
      <Box flexGrow={1} />
      <Text {...quiet(theme)}>{`${namedKeys.leave} quit`}</Text>
    </Box>
  );
};
