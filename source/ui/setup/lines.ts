import { blank, type Line, paragraph, textLine } from '../components/lines/line.ts';
import type { ScreenSize } from '../screens/screen.ts';
import type { ConnectionForm, PasswordLine, Refusal, SearchedPlace, SetupSource } from './source.ts';

/** Cells that LinesView puts before a line. */
const gutter = 2;

/** What went wrong, and what to do about it. */
export const refusalLines = (
  { message, tryThis }: Refusal,
  { width, sign }: { readonly width: number; readonly sign: string },
): readonly Line[] => [
  ...paragraph(message, { width, prefix: [{ text: `${sign} `, status: 'fail' }], status: 'fail' }),
  ...(tryThis === undefined ? [] : paragraph(tryThis, { width, indent: 2, tone: 'quiet' })),
];

/** What was looked for: a line a place, or a line a result where they do not all fit. */
const placeLines = (
  places: readonly SearchedPlace[],
  { columns, rows, signs }: ScreenSize & { readonly signs: Readonly<Record<SearchedPlace['status'], string>> },
): readonly Line[] => {
  const width = columns - gutter;
  const draw = (shown: readonly SearchedPlace[], column: number): readonly Line[] =>
    shown.flatMap(({ place, result, status }) =>
      paragraph(result, {
        width,
        prefix: [{ text: `${signs[status]} `, status }, { text: place.padEnd(column) }, { text: '  ' }],
        tone: 'quiet',
      }),
    );
  const widest = Math.max(0, ...places.map(({ place }) => place.length));
  const each = widest > width / 2 ? [] : draw(places, widest);
  if (each.length > 0 && each.length <= rows) return each;
  const lines = groupPlaces(places).flatMap(({ status, text }) =>
    paragraph(text, { width, prefix: [{ text: `${signs[status]} `, status }] }),
  );
  if (lines.length <= rows) return lines;
  return [
    ...lines.slice(0, Math.max(0, rows - 1)),
    ...(rows > 0 ? [textLine({ text: '… a higher window shows the rest', tone: 'quiet' })] : []),
  ];
};

/** Places with the same result share a line; what was found stands first. */
export const groupPlaces = (
  places: readonly SearchedPlace[],
): readonly { readonly status: SearchedPlace['status']; readonly text: string }[] => {
  const groups = Map.groupBy(places, ({ status, result }) => `${status} ${result}`);
  const inOrder = [...groups.values()].toSorted(([one], [other]) => rankOf(one) - rankOf(other));
  return inOrder.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = group.map(({ place }) => place).join(', ');
    return [{ status: first.status, text: `${names}: ${first.result}` }];
  });
};

const rankOf = (place: SearchedPlace | undefined): number => (place?.status === 'skipped' ? 1 : 0);

/** Everything above the form, in as many lines as are left to it. */
export const headLines = (
  { reason, places }: Pick<SetupSource, 'reason' | 'places'>,
  { columns, rows, signs }: ScreenSize & { readonly signs: Readonly<Record<SearchedPlace['status'], string>> },
): readonly Line[] => {
  const why = refusalLines(reason, { width: columns - gutter, sign: signs.fail });
  const frame = [blank, textLine({ text: 'What was looked for', tone: 'strong' })];
  const room = rows - why.length - frame.length - 1;
  if (places.length === 0 || room < 2) return [...why, blank].slice(0, Math.max(0, rows));
  return [...why, ...frame, ...placeLines(places, { columns, rows: room, signs }), blank];
};

const isFit = (pattern: string, value: string): boolean => pattern === '*' || pattern === value;

/** Whether ~/.pgpass holds a password for what the form says; a database that is not chosen yet may be any. */
export const hasPasswordLine = (lines: readonly PasswordLine[], form: ConnectionForm): boolean => {
  // libpq looks under `localhost` for its default socket folders (fe-connect.c, `passwordFromFile`).
  const host = ['/var/run/postgresql', '/run/postgresql', '/tmp', ''].includes(form.host) ? 'localhost' : form.host;
  return lines.some(
    (line) =>
      isFit(line.host, host) &&
      isFit(line.port, form.port) &&
      isFit(line.user, form.user) &&
      (form.database === '' || isFit(line.database, form.database)),
  );
};
