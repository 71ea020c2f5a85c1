import { formatCount } from '../../domain/wording/count.ts';
import { namedKeys } from '../keys/named-keys.ts';

interface Scrolled {
  /** The first line in sight, from 0. */
  readonly first: number;
  readonly height: number;
  readonly length: number;
}

/** Where one is in lines that do not all fit, and how to get on; empty where they do. */
export const describeScroll = ({ first, height, length }: Scrolled): string =>
  length <= height
    ? ''
    : `  lines ${formatCount(first + 1)}–${formatCount(Math.min(length, first + height))} of ${formatCount(length)} · ${namedKeys.down} k PgDn PgUp g G`;
