import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter();

/** Text in exactly `width` terminal cells: cut with `…` at the end, or padded. Wide characters count as two. */
export const fitText = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
  const cut = truncate(text, width);
  const padding = ' '.repeat(Math.max(0, width - stringWidth(cut)));
  return align === 'left' ? cut + padding : padding + cut;
};

const truncate = (text: string, width: number): string => {
  if (stringWidth(text) <= width) return text;
  if (width <= 0) return '';
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
