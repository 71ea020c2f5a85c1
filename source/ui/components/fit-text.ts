import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter();

/** Most text is plain, and measuring it is most of what drawing a list costs. */
const plain = /^[\x20-\x7e]*$/;

const widthOf = (text: string): number => (plain.test(text) ? text.length : stringWidth(text));

/** Text in exactly `width` terminal cells: cut with `…` at the end, or padded. Wide characters count as two. */
export const fitText = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
  const cut = truncate(text, width);
  const padding = ' '.repeat(Math.max(0, width - widthOf(cut)));
  return align === 'left' ? cut + padding : padding + cut;
};

const truncate = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  if (width <= 0) return '';
  if (plain.test(text)) return `${text.slice(0, width - 1)}…`;
  let kept = '';
  let cells = 0;
  for (const { segment } of segmenter.segment(text)) {
    const next = cells + stringWidth(segment);
    if (next > width - 1) break;
    kept += segment;
    cells = next;
  }
  return `${kept}…`;
};
