/** A character cell of a terminal, as it is shown: what is inverse has its colours exchanged already. */
export interface Cell {
  readonly text: string;
  readonly foreground: string;
  readonly background: string;
  readonly isBold: boolean;
  readonly isUnderlined: boolean;
}

export interface Drawing {
  /** What a screen reader says of the picture. */
  readonly title: string;
  readonly background: string;
  readonly rows: readonly (readonly Cell[])[];
}

const cellWidth = 8.4;
const lineHeight = 18;
const baseline = 13.5;
const margin = 16;
const fonts = 'ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace';

/** How many eighths of the cell are filled from below: fonts leave gaps between these characters, so they are drawn. */
const eighths = (text: string): number => {
  const code = text.codePointAt(0) ?? 0;
  return text.length === 1 && code >= 0x2581 && code <= 0x2588 ? code - 0x2580 : 0;
};

interface Run {
  readonly column: number;
  readonly text: string;
  readonly cell: Cell;
}

const looksAlike = (one: Cell, other: Cell): boolean =>
  one.foreground === other.foreground && one.isBold === other.isBold && one.isUnderlined === other.isUnderlined;

/** Neighbours that look alike are one text. A character that a font may lack stands alone, so that it shifts no other. */
const splitRuns = (cells: readonly Cell[]): readonly Run[] => {
  const runs: Run[] = [];
  for (const [column, cell] of cells.entries()) {
    if (cell.text.trim() === '' || eighths(cell.text) > 0) continue;
    const last = runs.at(-1);
    const gap = last === undefined ? 0 : column - last.column - last.text.length;
    const isPlain = /^[\x21-\x7e]$/.test(cell.text) && /^[\x20-\x7e]*$/.test(last?.text ?? '');
    if (last !== undefined && isPlain && gap < 2 && looksAlike(last.cell, cell)) {
      runs[runs.length - 1] = { ...last, text: `${last.text}${' '.repeat(gap)}${cell.text}` };
    } else runs.push({ column, text: cell.text, cell });
  }
  return runs;
};

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const round = (value: number): string => String(Math.round(value * 100) / 100);
const x = (column: number): string => round(margin + column * cellWidth);

const drawRun = ({ column, text, cell }: Run, top: number): string => {
  const looks = [cell.isBold ? ' font-weight="bold"' : '', cell.isUnderlined ? ' text-decoration="underline"' : ''];
  // The width is said, so that every column stands where it stands in the terminal, whatever font there is.
  const width =
    text.length > 1 ? ` textLength="${round(text.length * cellWidth)}" lengthAdjust="spacingAndGlyphs"` : '';
  const place = `x="${x(column)}" y="${round(top + baseline)}"`;
  return `<text ${place}${width} fill="${cell.foreground}"${looks.join('')}>${escapeText(text)}</text>`;
};

interface Bar {
  readonly column: number;
  readonly width: number;
  /** In eighths of a line, from its bottom. */
  readonly height: number;
  readonly fill: string;
}

/** Neighbours of one colour and height are one bar: between two of them a hair of the ground would be seen. */
const joinBars = (bars: readonly Bar[]): readonly Bar[] => {
  const joined: Bar[] = [];
  for (const bar of bars) {
    const last = joined.at(-1);
    const isNext = last?.fill === bar.fill && last.height === bar.height && last.column + last.width === bar.column;
    if (isNext) joined[joined.length - 1] = { ...last, width: last.width + bar.width };
    else joined.push(bar);
  }
  return joined;
};

const drawBlocks = (cells: readonly Cell[], top: number, background: string): readonly string[] => {
  const bars = cells.map((cell, column) => ({ cell, column, width: 1 }));
  const behind = bars.flatMap(({ cell, ...place }) =>
    cell.background === background ? [] : [{ ...place, height: 8, fill: cell.background }],
  );
  const before = bars.flatMap(({ cell, ...place }) => {
    const height = eighths(cell.text);
    return height === 0 ? [] : [{ ...place, height, fill: cell.foreground }];
  });
  return [...joinBars(behind), ...joinBars(before)].map(({ column, width, height, fill }) => {
    const tall = (height * lineHeight) / 8;
    const place = `x="${x(column)}" y="${round(top + lineHeight - tall)}"`;
    return `<rect ${place} width="${round(width * cellWidth)}" height="${round(tall)}" fill="${fill}"/>`;
  });
};

/** The screen as SVG text on a ground of its own, which is read on a light page as on a dark one. */
export const drawSvg = ({ title, background, rows }: Drawing): string => {
  const columns = Math.max(0, ...rows.map((cells) => cells.length));
  const width = round(2 * margin + columns * cellWidth);
  const height = round(2 * margin + rows.length * lineHeight);
  const drawn = rows.flatMap((cells, row) => {
    const top = margin + row * lineHeight;
    return [...drawBlocks(cells, top, background), ...splitRuns(cells).map((run) => drawRun(run, top))];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeText(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
    `<g font-family="${fonts}" font-size="14" xml:space="preserve" shape-rendering="crispEdges">`,
    ...drawn,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
};
