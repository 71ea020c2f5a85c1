/** The heading, two lines that explain it, and a list. */
const explaining = 2;

interface OpeningLayout {
  /** Whether there is room for more than the heading and the list. */
  readonly withIntroduction: boolean;
  /** The first entry of the list that is shown, and how many are. */
  readonly first: number;
  readonly shown: number;
}

/** What of the opening question fits into `height` lines; the entry at `at` is always among it. */
export const layOutOpening = ({
  height,
  count,
  at,
}: Readonly<Record<'height' | 'count' | 'at', number>>): OpeningLayout => {
  const room = Math.max(1, height - 1);
  const withIntroduction = room >= count + explaining;
  const shown = Math.min(count, room);
  return { withIntroduction, first: Math.min(Math.max(0, at - shown + 1), count - shown), shown };
};
