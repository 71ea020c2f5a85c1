/** What is looked at, in the order in which it is told. */
export const markIds = [
  'spf',
  'dkim',
  'dmarc',
  'reverse-dns',
  'helo',
  'blocklists',
  'tls',
  'return-path',
  'from',
  'message-id',
  'date',
  'subject',
  'text-part',
  'size',
  'unsubscribe',
  'links',
  'images',
  'spamassassin',
] as const;

export type MarkId = (typeof markIds)[number];

/** What one look at a message came to. What is not known costs nothing. */
export interface Mark {
  readonly id: MarkId;
  readonly status: 'ok' | 'lost' | 'unknown';
  /** Points lost, 0 unless `lost`. */
  readonly points: number;
  /** A sentence. */
  readonly summary: string;
  /** What to do about a loss, a sentence. */
  readonly mend: string | null;
}

export const well = (id: MarkId, summary: string): Mark => ({ id, status: 'ok', points: 0, summary, mend: null });

export const lost = (id: MarkId, points: number, summary: string, mend: string): Mark => ({
  id,
  status: 'lost',
  points,
  summary,
  mend,
});

export const unknown = (id: MarkId, summary: string): Mark => ({
  id,
  status: 'unknown',
  points: 0,
  summary,
  mend: null,
});

/** From 0 to 10, to a tenth: ten less what was lost. */
export const scoreOf = (marks: readonly Mark[]): number => {
  const points = marks.reduce((sum, mark) => sum + mark.points, 0);
  return Math.max(0, Math.round((10 - points) * 10) / 10);
};
