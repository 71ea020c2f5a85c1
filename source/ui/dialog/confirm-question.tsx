import { Box, Text } from 'ink';
import { TextField } from '../components/text-field.tsx';
import type { TextFieldState } from '../components/text-field-state.ts';
import { askToConfirm, type Confirmation, findMistake } from '../confirmation.ts';
import { colorOf } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';

interface QuestionProps {
  readonly confirmation: Confirmation;
  readonly typed: TextFieldState;
  /** Why it is a preview alone. */
  readonly previewOnly: string | undefined;
}

const fieldWidth = 12;

/** What a dialog asks at its foot; a number that is not the one that is meant is named while it is typed. */
export const ConfirmQuestion = ({ confirmation, typed, previewOnly }: QuestionProps) => {
  const theme = useTheme();
  if (previewOnly !== undefined && confirmation.kind !== 'by-hand') return <StatedQuestion words={previewOnly} />;
  const mistake = findMistake(confirmation, typed.value);
  return (
    <Box height={1} overflow="hidden">
      <Text wrap="truncate-end" {...colorOf(theme, 'warn')}>
        {askToConfirm(confirmation)}
      </Text>
      {confirmation.kind === 'type' && <TextField field={typed} width={fieldWidth} />}
      {mistake !== undefined && (
        <Text wrap="truncate-end" {...colorOf(theme, 'fail')}>{` ${theme.signs.fail} ${mistake}`}</Text>
      )}
    </Box>
  );
};

/** A question, or a statement in its place. */
export const StatedQuestion = ({ words }: { readonly words: string }) => (
  <Text wrap="truncate-end" {...colorOf(useTheme(), 'warn')}>
    {words}
  </Text>
);
