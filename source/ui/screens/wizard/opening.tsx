import { Box, Text } from 'ink';
import { symptoms } from '../../../domain/symptom.ts';
import { useTheme } from '../../theme/context.ts';
import { quiet } from '../../theme/theme.ts';

/** "What do you see?" */
export const Opening = ({ at }: { readonly at: number }) => {
  const theme = useTheme();
  return (
    <Box flexDirection="column">
      <Text bold={theme.colors}>What do you see?</Text>
      <Text {...quiet(theme)}>It only orders the steps; everything is measured meanwhile.</Text>
      <Text> </Text>
      {symptoms.map(({ id, words }, index) => (
        <Text key={id} wrap="truncate-end" inverse={theme.colors && index === at}>
          {`${index === at ? theme.pointer : ' '} ${words}`}
        </Text>
      ))}
    </Box>
  );
};
