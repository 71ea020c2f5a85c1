interface Clip {
  readonly x1: number | undefined;
  readonly x2: number | undefined;
  readonly y1: number | undefined;
  readonly y2: number | undefined;
}

type Transformer = (line: string, index: number) => string;

interface Looks {
  readonly transformers: readonly Transformer[];
}

/** Where Ink puts the texts of a frame together (`build/output.js`). */
interface Canvas {
  readonly height: number;
  write(x: number, y: number, text: string, looks: Looks): void;
  clip(clip: Clip): void;
  unclip(): void;
  get(): { readonly output: string; readonly height: number };
}

type CanvasClass = new (size: { readonly width: number; readonly height: number }) => Canvas;

interface Write extends Looks {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Each within the one before. */
  readonly clips: readonly Clip[];
}

interface Place {
  readonly top: number;
  readonly rows: number;
}

/** Rows that are drawn together, as a text runs over them; nearly always one. */
interface Band extends Place {
  rows: number;
  readonly writes: Write[];
}

/**
 * Ink's canvas, which takes every character of a frame apart and puts it together again, made to do so only for rows that
 * are new: the others are as the frame before drew them. The rows themselves are drawn by Ink as ever.
 */
export const keepRows = (InkCanvas: CanvasClass): CanvasClass => {
  /** What the bands of the last frame came to. */
  let kept: ReadonlyMap<string, string> = new Map();

  return class RowKeepingCanvas implements Canvas {
    readonly width: number;
    readonly height: number;
    readonly #writes: Write[] = [];
    #clips: readonly Clip[] = [];

    constructor({ width, height }: { readonly width: number; readonly height: number }) {
      this.width = width;
      this.height = height;
    }

    write(x: number, y: number, text: string, { transformers }: Looks): void {
      if (text !== '') this.#writes.push({ x, y, text, transformers, clips: this.#clips });
    }

    clip(clip: Clip): void {
      this.#clips = [...this.#clips, clip];
    }

    unclip(): void {
      this.#clips = this.#clips.slice(0, -1);
    }

    get(): { readonly output: string; readonly height: number } {
      const bands = bandsOf(this.#writes, this.height);
      const keys = bands.map((band) => this.#describe(band));
      const fresh = new Map<string, Band>();
      for (const [index, band] of bands.entries()) {
        const key = keys[index] ?? '';
        if (band.writes.length > 0 && !kept.has(key)) fresh.set(key, band);
      }
      const drawn = this.#draw(fresh);
      kept = new Map(keys.map((key) => [key, drawn.get(key) ?? kept.get(key) ?? '']));
      return {
        output: keys.map((key) => kept.get(key)).join('\n'),
        height: bands.reduce((sum, { rows }) => sum + rows, 0),
      };
    }

    #describe({ writes, ...band }: Band): string {
      return `${this.width} ${band.rows}${writes.map((write) => describe(write, band)).join('')}`;
    }

    /** The bands one below the other on a canvas of Ink's. Only what reaches over the frame's own edges reaches over a band's. */
    #draw(bands: ReadonlyMap<string, Band>): ReadonlyMap<string, string> {
      const height = Array.from(bands.values()).reduce((sum, { rows }) => sum + rows, 0);
      const canvas = new InkCanvas({ width: this.width, height });
      const places = new Map<string, { readonly from: number; readonly to: number }>();
      let from = 0;
      for (const [key, { writes, ...band }] of bands) {
        const to = from + band.rows;
        places.set(key, { from, to });
        for (const { x, y, text, transformers, clips } of writes) {
          for (const clip of clips) canvas.clip(moveClip(clip, band, from));
          canvas.write(x, y - band.top + from, text, { transformers });
          for (const _ of clips) canvas.unclip();
        }
        from = to;
      }
      const rows = canvas.get().output.split('\n');
      return new Map(Array.from(places, ([key, place]) => [key, rows.slice(place.from, place.to).join('\n')]));
    }
  };
};

/** From top to bottom, with what is written in each, in its order. */
const bandsOf = (writes: readonly Write[], height: number): readonly Band[] => {
  const reaches = writes.map(({ y, text }) => ({ from: Math.max(0, y), to: Math.min(height, y + countLines(text)) }));
  /** Rows that are drawn with the one above them. */
  const joined = new Set<number>();
  for (const { from, to } of reaches) for (let row = from + 1; row < to; row += 1) joined.add(row);
  const bands: Band[] = [];
  const bandAt: Band[] = [];
  for (let row = 0; row < height; row += 1) {
    let band = bands.at(-1);
    if (band === undefined || !joined.has(row)) {
      band = { top: row, rows: 0, writes: [] };
      bands.push(band);
    }
    band.rows += 1;
    bandAt.push(band);
  }
  for (const [index, write] of writes.entries()) {
    const { from, to } = reaches[index] ?? { from: 0, to: 0 };
    // What lies outside the frame is not seen.
    if (from < to) bandAt[from]?.writes.push(write);
  }
  return bands;
};

const countLines = (text: string): number => (text.includes('\n') ? text.split('\n').length : 1);

/** The clip on a canvas where the band begins at that row. Which rows of other bands it holds makes no difference. */
const moveClip = ({ x1, x2, y1, y2 }: Clip, { top, rows }: Place, at = 0): Clip => {
  const move = (y: number | undefined): number | undefined =>
    y === undefined ? undefined : at + Math.max(0, Math.min(rows, y - top));
  return { x1, x2, y1: move(y1), y2: move(y2) };
};

/** All that decides what the write comes to. How a transformer changes this very text stands for the transformer. */
const describe = ({ x, y, text, transformers, clips }: Write, band: Place): string => {
  const styled =
    transformers.length === 0
      ? ''
      : text
          .split('\n')
          .map((line, index) => transformers.reduce((before, transform) => transform(before, index), line))
          .join('\n');
  const bounds = clips.map((clip) => {
    const { x1, x2, y1, y2 } = moveClip(clip, band);
    return `,${x1} ${x2} ${y1} ${y2}`;
  });
  return `;${x} ${y - band.top}${bounds.join('')} ${text.length} ${styled.length}:${text}${styled}`;
};
