import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter();

/** Text in lines of at most `width` cells, broken between words, and inside of those that are longer than a line. */
export const wrapText = (text: string, width: number): readonly string[] =>
  text.split('\n').flatMap((line) => (stringWidth(line) <= width ? [line] : wrapLine(line, Math.max(1, width))));

const wrapLine = (line: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<=\s)/)) {
    if (stringWidth(current + word.trimEnd()) <= width) {
      current += word;
      continue;
    }
    if (current !== '') lines.push(current.trimEnd());
    const pieces = breakWord(word, width);
    lines.push(...pieces.slice(0, -1));
    current = pieces.at(-1) ?? '';
  }
  return [...lines, current.trimEnd()];
};

const breakWord = (word: string, width: number): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of segmenter.segment(word)) {
    if (piece !== '' && stringWidth((piece + segment).trimEnd()) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
};
