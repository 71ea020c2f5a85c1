import { Box, Text } from 'ink';
import { symptoms } from '../../../domain/finding/symptom.ts';
import { quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
import { layOutOpening } from './opening-layout.ts';

interface OpeningProps {
  /** The symptom under the cursor. */
  readonly at: number;
  /** Lines that there are. */
  readonly height: number;
}

/** "What do you see?" */
export const Opening = ({ at, height }: OpeningProps) => {
  const theme = useTheme();
  const { withIntroduction, first, shown } = layOutOpening({ height, count: symptoms.length, at });
  return (
    <Box flexDirection="column" height={height} overflow="hidden">
      <Line>
        <Text bold={theme.colors} wrap="truncate-end">
          What do you see?
        </Text>
      </Line>
      {withIntroduction && (
        <>
          <Line>
            <Text {...quiet(theme)} wrap="truncate-end">
              It only orders the steps; everything is measured meanwhile.
            </Text>
          </Line>
          <Line />
        </>
      )}
      {symptoms.slice(first, first + shown).map(({ id, words }, index) => (
        <Line key={id}>
          <Text wrap="truncate-end" inverse={theme.colors && first + index === at}>
            {`${first + index === at ? theme.pointer : ' '} ${words}`}
          </Text>
        </Line>
      ))}
    </Box>
  );
};

/** One line that stays one: without room Ink would lay lines over each other. */
const Line = ({ children }: { readonly children?: React.ReactNode }) => (
  <Box height={1} flexShrink={0}>
    {children}
  </Box>
);
